/**
 * What reads Parquet: loaded only where there is such a log.
 *
 * @since 0.2.0
 */
export { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet'
export { parquetHeader } from 'hyparquet/src/column.js'
export { decompressPage } from 'hyparquet/src/datapage.js'
export { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js'
export { compressors } from 'hyparquet-compressors'
