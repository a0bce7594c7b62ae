import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { ciiOf } from './cii.ts'
import { EVERYDAY, invoiceFor, randomCost } from './invoice.fixture.ts'
import { LANGUAGES } from '../language.ts'
import type { InvoiceData } from './invoice-data.ts'
import { LABELS } from './labels.ts'
import { placeOf } from './place.ts'
import { render } from './render.ts'
import { openRenderer } from './renderer.ts'

/** What a reader finds in a file. */
async function read(file: Uint8Array) {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: 0 })
  const pdf = await task.promise
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const { items } = await (await pdf.getPage(i + 1)).getTextContent()
      return items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' ')
    }),
  )
  const names = [...((await pdf.getAttachments()) ?? new Map<string, unknown>()).keys()]
  const content: unknown = await pdf.getAttachmentContent('factur-x.xml')
  const { info, metadata } = await pdf.getMetadata()
  await task.destroy()
  return {
    pages,
    names,
    xml: Buffer.from(content as Uint8Array).toString(),
    info,
    xmp: Object.fromEntries(metadata) as Record<string, unknown>,
  }
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
/** The file's own structure, as it stands between its streams. */
const structure = (file: Uint8Array) => Buffer.from(file).toString('latin1')

describe('the PDF of an invoice', () => {
  test.each(LANGUAGES)('says all of it in %s, in its way of writing amounts and days', async (language) => {
    const data = invoiceFor(EVERYDAY, { language })
    const { pages, names, xml, info } = await read(await render(data, 'pdf'))
    const labels = LABELS[language]
    const amounts = { en: '€14.28', nl: '€ 14,28', de: '14,28 €', fr: '14,28 €' }[language]
    const day = { en: '22 Nov 2026', nl: '22 nov 2026', de: '22.11.2026', fr: '22 nov. 2026' }[language]
    expect(pages).toHaveLength(1)
    for (const text of [
      `${labels.invoice} 2026-17`,
      'Müller & Söhne Ladestrom <GmbH>',
      'DE123456789',
      'Zoë Łącka',
      `${labels.place} Garage, Kerkstraat 5, Amsterdam, NL`,
      amounts,
      day,
    ])
      expect(pages[0]).toContain(plain(text))
    for (const item of ['FLAT', 'ENERGY', 'PARKING_TIME', 'IDLE_CAP'] as const) expect(pages[0]).toContain(labels.items[item])
    expect(pages[0]).not.toContain('SANDBOX')
    expect(names).toEqual(['factur-x.xml'])
    expect(xml).toBe(ciiOf(data))
    expect(info).toMatchObject({ Title: `${labels.invoice} 2026-17`, Language: labels.locale })
  })

  test('has the structure of PDF/A-3b and the marks of Factur-X', async () => {
    const file = await render(invoiceFor(EVERYDAY), 'pdf')
    const text = structure(file)
    const { xmp } = await read(file)
    expect(text.startsWith('%PDF-1.7\n%\xff\xff\xff\xff')).toBe(true)
    expect(text).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/)
    expect(text).toContain('/S /GTS_PDFA1')
    expect(text).toContain('/OutputConditionIdentifier (sRGB IEC61966-2.1)')
    expect(text).toContain('/AFRelationship /Alternative')
    expect(text).toMatch(/\/AF \[\d+ 0 R\]/)
    expect(text).toContain('/Subtype /text#2Fxml')
    // Every font is in the file, as the part of it that is used.
    expect(text.match(/\/BaseFont \/(\S+)/g)?.every((name) => /\/[A-Z]{6}\+NotoSans-(Regular|Bold)/.test(name))).toBe(true)
    expect(text.match(/\/FontFile2 /g)).toHaveLength(2)
    expect(text).toMatch(/\/DestOutputProfile \d+ 0 R/)
    expect(text).not.toMatch(/Helvetica|\/Encrypt|\/JavaScript|\/SMask|\/LZWDecode|\/Transparency|\/ca |\/CA |\/Launch|\/URI|\/3D/)
    expect(xmp).toMatchObject({
      'pdfaid:part': '3',
      'pdfaid:conformance': 'B',
      'fx:documenttype': 'INVOICE',
      'fx:documentfilename': 'factur-x.xml',
      'fx:version': '1.0',
      'fx:conformancelevel': 'EN 16931',
      'pdfaextension:schemas': expect.stringContaining('urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'),
      'dc:creator': ['Müller & Söhne Ladestrom <GmbH>'],
      'xmp:createdate': '2026-11-22T09:30:00Z',
      'xmp:modifydate': '2026-11-22T09:30:00Z',
    })
  })

  test('is the same to the last byte for the same data, also from a thread', async () => {
    const data = invoiceFor(EVERYDAY, { language: 'de' })
    const first = await render(data, 'pdf')
    await using renderer = openRenderer({ log: createLog('test', { level: 'silent' }) })
    expect(Buffer.from(await renderer.render(structuredClone(data), 'pdf')).equals(first)).toBe(true)
    expect(Buffer.from(await renderer.render(data, 'xml')).toString()).toBe(ciiOf(data))
    expect((await render({ ...data, number: '2026-18' }, 'pdf')).equals(first)).toBe(false)
  })

  test('says SANDBOX on each of its pages where no money moves, and repeats the head of its table', async () => {
    const lines = Array.from({ length: 60 }, () => EVERYDAY.lines).flat()
    const many = { ...EVERYDAY, lines, exclVatMinor: 60 * EVERYDAY.exclVatMinor, inclVatMinor: 60 * (EVERYDAY.inclVatMinor ?? 0) }
    const { pages } = await read(await render(invoiceFor(many, { sandbox: true }), 'pdf'))
    expect(pages.length).toBeGreaterThan(5)
    for (const [i, page] of pages.entries()) {
      expect(page).toContain('SANDBOX – not a real invoice')
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`)
    }
    expect(pages.filter((page) => page.includes('Description'))).toHaveLength(pages.length - 1)
  })

  test('has no character that its fonts lack, while the XML keeps all', async () => {
    const data = invoiceFor(EVERYDAY)
    const buyer: InvoiceData['buyer'] = { ...data.buyer, name: 'Αθηνά Йован 田中 ⚡\u0007' }
    const { pages, xml } = await read(await render({ ...data, buyer }, 'pdf'))
    expect(pages[0]).toContain('Αθηνά Йован ?? ??')
    expect(xml).toContain('<ram:Name>Αθηνά Йован 田中 ⚡</ram:Name>')
  })

  test('is one page still where a station has a name that fills ten, and shows no sign that turns the line around', async () => {
    const data = invoiceFor(EVERYDAY)
    const place = placeOf({ name: `<b>\u202E\u0007${'Ladepark '.repeat(1_200)}`, street: 'רחוב 1', city: '\n', country: 'IL' })
    const { pages } = await read(await render({ ...data, delivery: { ...data.delivery, place } }, 'pdf'))
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('Place of supply <b> Ladepark')
    expect(pages[0]).toContain('…, ???? 1, IL')
    for (const sign of ['\u0007', '\u202E']) expect(pages[0]).not.toContain(sign)
  })

  test('shows every decimal of a currency: none of JPY, two of HUF, three of KWD', async () => {
    for (const [currency, shown] of [
      ['JPY', /JP¥[\d,]+(?!\.)/],
      ['HUF', /HUF [\d,]+\.\d\d\b/],
      ['KWD', /KWD [\d,]+\.\d{3}\b/],
    ] as const) {
      const cost = Array.from({ length: 300 }, (_, seed) => randomCost(seed)).find(
        (each) => each.currency === currency && each.exclVatMinor > 500,
      )
      const { pages } = await read(await render(invoiceFor(cost ?? EVERYDAY), 'pdf'))
      expect(pages[0]).toMatch(shown)
    }
  })
})
