/**
 * Links that lead nowhere by their form, or unencrypted. Nothing is asked of the network.
 *
 * @since 0.2.0
 */
import * as Places from './Places'
import type { DeadEnd, Weakness } from './Weakness'

/** Hosts of one machine, or of the network that it stands in (RFC 6761, 6762, 8375, and custom). */
const LOCAL = /(^|\.)(localhost|local|localdomain|lan|intranet|internal|home\.arpa)$/

/** Names that are kept free for examples (RFC 2606), and what templates are filled with. */
const PLACEHOLDER =
  /(^|\.)(example\.(com|net|org|edu)|example|test|invalid|(your|my)-?(domain|site|website)\.[a-z]+)$/

/** What no name of a host contains, international ones included. */
const FOREIGN = /[^\p{L}\p{N}\p{M}._-]/u

/** 0 to 255 in four numbers, or none where it is no such address. */
const octets = (host: string): ReadonlyArray<number> => {
  const parts = host.split('.')
  const numbers = parts.map(Number)
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part)) && numbers.every((n) => n < 256)
    ? numbers
    : []
}

/** Whether an address is one of this machine or its network (RFC 1918, 3927, 6598). */
const isPrivate = ([a = 0, b = 0]: ReadonlyArray<number>): boolean =>
  a === 0 ||
  a === 10 ||
  a === 127 ||
  (a === 100 && b >= 64 && b < 128) ||
  (a === 169 && b === 254) ||
  (a === 172 && b >= 16 && b < 32) ||
  (a === 192 && b === 168)

const numeric = (host: string): DeadEnd | undefined => {
  const address = octets(host)
  if (address.length === 0) return 'malformed-host'
  return isPrivate(address) ? 'private-host' : undefined
}

/** ::, ::1, and the unique and link-local addresses (RFC 4193, 4291). */
const bracketed = (host: string): DeadEnd | undefined => {
  if (!/^\[[0-9a-f:.]+\]$/.test(host)) return 'malformed-host'
  return /^\[(::1?\]|f[cd]|fe[89ab])/.test(host) ? 'private-host' : undefined
}

const ofHost = (host: string): DeadEnd | undefined => {
  if (host === '') return 'no-host'
  if (host === 'http' || host === 'https') return 'doubled-scheme'
  if (host.startsWith('[')) return bracketed(host)
  if (LOCAL.test(host)) return 'private-host'
  if (/^[\d.]+$/.test(host)) return numeric(host)
  if (FOREIGN.test(host)) return 'malformed-host'
  if (PLACEHOLDER.test(host)) return 'placeholder'
  if (!host.includes('.')) return 'no-dot'
  const labels = host.split('.')
  return labels.includes('') || /^(.|\d+)$/u.test(labels[labels.length - 1] ?? '')
    ? 'malformed-host'
    : undefined
}

/** `user@host:port/path` → `host`, in lower case and without the dot that may end it. */
const hostOf = (authority: string): string =>
  (authority.split(/[/?#\\]/, 1)[0] ?? '')
    .replace(/^.*@/, '')
    .replace(/:\d*$/, '')
    .replace(/(?<=.)\.$/, '')
    .toLowerCase()

const ofMailbox = (address: string): DeadEnd | undefined => {
  const [user, host, ...more] = address.split('@')
  return user === '' || host === undefined || more.length > 0 ? 'no-mailbox' : ofHost(hostOf(host))
}

const MAIL = 'mailto:'

/** What tells that a link leads nowhere; undefined where nothing does, as of most relative ones. */
export const deadEnd = (url: string): DeadEnd | undefined => {
  if (url.startsWith(MAIL)) {
    const mailboxes = (url.slice(MAIL.length).split('?', 1)[0] ?? '').split(',')
    return mailboxes.map(ofMailbox).find((why) => why !== undefined)
  }
  const [start] = /^(https?:)?\/\//.exec(url) ?? []
  if (start !== undefined) return ofHost(hostOf(url.slice(start.length)))
  if (/^www\./i.test(url)) return 'no-scheme'
  return url === '#' ? 'placeholder' : undefined
}

/** Dead and unencrypted links among the resources of a bank. */
export const of = (places: Places.Places): ReadonlyArray<Weakness> =>
  Places.resources(places).flatMap(({ resource: { url }, path: of }): ReadonlyArray<Weakness> => {
    const path = [...of, 'url']
    const why = deadEnd(url)
    if (why !== undefined) return [{ _tag: 'dead-link', path, url, why }]
    return url.startsWith('http:') ? [{ _tag: 'insecure-link', path, url }] : []
  })
