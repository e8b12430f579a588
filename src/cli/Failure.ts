/**
 * Why a command did not do what it was asked to: a sentence for a person, and an exit code for a script.
 *
 * @since 0.1.0
 */
export interface Failure {
  /** 1 the input has problems, 2 wrong usage, 3 could not read or write, 130 interrupted. */
  readonly exit: 1 | 2 | 3 | 130
  /** Goes to stderr; empty where everything has been said. */
  readonly message: string
}

const failure =
  (exit: Failure['exit']) =>
  (message: string): Failure => ({ exit, message })

/** The input has problems. */
export const problems = failure(1)
export const usage = failure(2)
/** Something could not be read or written. */
export const io = failure(3)
export const interrupted = failure(130)

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of this path is not a folder',
  EEXIST: 'it exists already',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links go round in a circle',
  ENXIO: 'it is a socket or a device that cannot be read',
  Z_DATA_ERROR: 'the gzip data is damaged',
  Z_BUF_ERROR: 'the gzip data ends too early'
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''

/** What Node says went wrong, in words. */
export const reason = (error: unknown): string =>
  WORDS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))

/** For whatever is thrown while a file is read or written (`doing`: "cannot read `x`"). */
export const from =
  (doing: string) =>
  (error: unknown): Failure =>
    io(`${doing}: ${reason(error)}`)
