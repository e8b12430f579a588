/**
 * How machines name a file: relative to the working folder, with `/` between its parts.
 *
 * @since 0.2.0
 */
import { isAbsolute, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `./a b.yaml` → `a b.yaml`; what is not below the folder keeps its way there. */
export const pathOf =
  (folder: string) =>
  (file: string): string =>
    file === '-' ? 'stdin' : relative(folder, resolve(folder, file)).replaceAll('\\', '/')

const encoded = (part: string): string =>
  encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`
  )

/** The same as a URI reference, percent-encoded; absolute only where no relative way leads there. */
export const uriOf =
  (folder: string) =>
  (file: string): string => {
    const path = pathOf(folder)(file)
    return isAbsolute(path) ? pathToFileURL(path).href : path.split('/').map(encoded).join('/')
  }
