/**
 * What reads Parquet: loaded only where there is such a log.
 *
 * @since 0.2.0
 */
export { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet'
export { compressors } from 'hyparquet-compressors'
