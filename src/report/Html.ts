/**
 * HTML that is put together, never written out: whatever text goes in comes out as text.
 *
 * Laws
 * 1. text is text: no character of it begins or ends an element or an attribute
 * 2. what a reader cannot see, and what turns the direction of writing, is left out
 *
 * @since 0.2.0
 */

/** A piece of a document. Made by this file alone. */
export interface Html {
  readonly _tag: 'Html'
  readonly source: string
}

/** What may stand inside an element; a string is text. */
export type Child = Html | string | ReadonlyArray<Child>

/** Undefined and false are left out, true stands without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Control characters, half characters, bidi controls. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

export const escape = (text: string): string =>
  text.replace(UNSEEN, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

const html = (source: string): Html => ({ _tag: 'Html', source })

const isHtml = (child: Child): child is Html => typeof child === 'object' && '_tag' in child

const sourceOf = (child: Child): string =>
  typeof child === 'string' ? escape(child) : isHtml(child) ? child.source : child.map(sourceOf).join('')

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined || value === false
        ? ''
        : value === true
          ? ` ${name}`
          : ` ${name}="${escape(String(value))}"`
    )
    .join('')

/** Elements without an end. */
const VOID = new Set(['br', 'col', 'meta', 'hr'])

/** An element. Names of elements and attributes are the program's own, never a text of a bank. */
export const h = (name: string, attributes: Attributes, ...children: ReadonlyArray<Child>): Html =>
  html(`<${name}${attributesOf(attributes)}>${VOID.has(name) ? '' : `${sourceOf(children)}</${name}>`}`)

/** Pieces one after the other. */
export const all = (...children: ReadonlyArray<Child>): Html => html(sourceOf(children))

/** The source of a whole document, its style sheet as it is: where `<` and `&` have no meaning. */
export const document = (
  { language, title, policy, style }: Readonly<Record<'language' | 'title' | 'policy' | 'style', string>>,
  ...body: ReadonlyArray<Child>
): string => {
  const head = [
    h('meta', { charset: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', {}, title),
    html(`<style>${style}</style>`)
  ]
  return `<!doctype html>\n${h('html', { lang: language }, '\n', h('head', {}, ...head), '\n', h('body', {}, ...body), '\n').source}\n`
}
