import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { deadEnd } from '../../src/bank/LinkWeaknesses'

describe('links that may lead somewhere', () => {
  test.each([
    'https://fr.wikipedia.org/wiki/Pourcentage',
    'https://www.insee.fr',
    'http://insee.fr./x',
    'https://user@host.fr:8443/a?b=c#d',
    'https://web.archive.org/web/2020/https://insee.fr/',
    'https://exemple.fr/localhost',
    'https://localhost.insee.fr/',
    'https://müller.example.org.de/',
    'https://データ.jp/',
    'https://my_bucket.s3.amazonaws.com',
    'https://8.8.8.8/dns',
    'https://172.32.0.1/',
    'https://[2001:db8::1]/',
    'https://domaine.fr/example.com',
    'mailto:accueil@mairie.fr?subject=Bonjour',
    'mailto:a@b.fr,c@d.fr',
    'pages/a.html',
    '../www/a.html',
    '#tri',
    '?page=2',
    '//cdn.mairie.fr/x'
  ])('%s', (url) => {
    expect(deadEnd(url)).toBeUndefined()
  })
})

describe('links that lead nowhere', () => {
  test.each([
    ['no-scheme', 'www.insee.fr/tri'],
    ['no-scheme', 'WWW.insee.fr'],
    ['doubled-scheme', 'https://https://insee.fr'],
    ['doubled-scheme', 'https://http//insee.fr'],
    ['no-host', 'https://'],
    ['no-host', 'https:///wiki/Tri'],
    ['no-host', 'https://:8080/'],
    ['no-dot', 'https://insee/tri'],
    ['no-dot', 'https://TODO'],
    ['no-dot', '//cdn/x'],
    ['malformed-host', 'https://www..insee.fr'],
    ['malformed-host', 'https://.insee.fr'],
    ['malformed-host', 'https://insee,fr/'],
    ['malformed-host', 'https://%20insee.fr'],
    ['malformed-host', 'https://<site>.fr'],
    ['malformed-host', 'https://...'],
    ['malformed-host', 'https://256.1.1.1/'],
    ['malformed-host', 'https://1.2.3/'],
    ['malformed-host', 'https://insee.f'],
    ['malformed-host', 'https://[insee.fr]/'],
    ['private-host', 'http://localhost:3000/x'],
    ['private-host', 'http://app.localhost'],
    ['private-host', 'https://127.0.0.1'],
    ['private-host', 'https://10.1.2.3/x'],
    ['private-host', 'https://172.16.0.1/'],
    ['private-host', 'https://172.31.255.255/'],
    ['private-host', 'https://192.168.1.1:8080/'],
    ['private-host', 'https://169.254.1.1/'],
    ['private-host', 'https://100.64.0.1/'],
    ['private-host', 'https://0.0.0.0/'],
    ['private-host', 'https://[::1]:3000/'],
    ['private-host', 'https://[FE80::1]/'],
    ['private-host', 'https://[fd12:3456::1]/'],
    ['private-host', 'https://nas.local/aide'],
    ['private-host', 'https://wiki.intranet/'],
    ['placeholder', 'https://example.com'],
    ['placeholder', 'https://www.EXAMPLE.org/x'],
    ['placeholder', 'https://mairie.example/'],
    ['placeholder', 'https://host.invalid'],
    ['placeholder', 'https://your-site.com/page'],
    ['placeholder', 'https://www.mydomain.fr'],
    ['placeholder', '#'],
    ['placeholder', 'mailto:a@example.org'],
    ['no-mailbox', 'mailto:accueil'],
    ['no-mailbox', 'mailto:@mairie.fr'],
    ['no-mailbox', 'mailto:a@b@c.fr'],
    ['no-dot', 'mailto:accueil@mairie']
  ])('%s: %s', (why, url) => {
    expect(deadEnd(url)).toBe(why)
  })
})

test.prop([
  fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((rest) => `https://${rest}`)
  )
])('whatever the link, never an exception', (url) => {
  expect(['string', 'undefined']).toContain(typeof deadEnd(url))
})

test.each([
  'https://' + 'a.'.repeat(500_000),
  'https://' + '@'.repeat(500_000),
  'mailto:' + ':1'.repeat(500_000)
])('a long one takes no longer than reading it', (url) => {
  expect(deadEnd(url)).toBeDefined()
})
