import { describe, expect, test } from 'vitest'
import { KINDS, type Kind } from '../kinds.ts'
import type { Params } from '../tables.ts'
import { render, renderStrictly, TEXTS } from './render.ts'
import { SAMPLES } from './samples.ts'
import { LANGUAGES, type Text } from './text.ts'

// The keys are those of the table.
const kinds = Object.keys(KINDS) as Kind[]
const sample = (kind: Kind) => ({ ...SAMPLES[kind] }) as Params
const reader = (locale: string | null, timeZone: string | null = 'Europe/Amsterdam') => ({ locale, timeZone })

/** What each field of a kind may be beside its sample. */
const OTHERS: Readonly<Record<string, readonly (string | number | boolean | null)[]>> = {
  device: [null],
  account: [null],
  undone: [true],
  paid: [false],
  approved: [false],
  cancelled: [true],
  blocksAt: [null],
  reason: [null, 'EDITED', 'NO_ODOMETER', 'NOT_THE_CLAIM', 'LOW_CONFIDENCE'],
  purpose: ['ODOMETER', 'DEED'],
  amountUnits: [null, '1'],
  failure: ['REJECTED', 'TIMEOUT', 'EXPIRED', 'CANCELLED', 'CONNECTOR_TAKEN'],
  by: ['DRIVER', 'OPERATOR'],
  step: ['REACHED', 'GONE'],
  state: ['REQUESTED', 'FAILED', 'PAID', 'RETURNED'],
  count: [0, 1, 1000],
  more: [0, 1, 1000],
  stationZone: [null, 'America/New_York'],
}

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(kinds)('every text of %s is filled, whatever it is filled with', (kind) => {
    const given = sample(kind)
    const each = [
      given,
      ...Object.entries(OTHERS).flatMap(([name, values]) =>
        name in given
          ? values.filter((value) => value !== null || kind !== 'REWARD_EARNED').map((value) => ({ ...given, [name]: value }))
          : [],
      ),
    ]
    for (const params of each) {
      const said = renderStrictly(kind, reader(language), params)
      expect(said.language).toBe(language)
      for (const text of [said.title, said.body, said.action]) {
        expect(text).not.toMatch(/undefined|null|NaN|Invalid|[{}]|^\s*$|\s\s/)
        expect(text).not.toMatch(/\byes\b/)
      }
      expect(said.title.length).toBeLessThan(90)
    }
  })

  test.each(kinds)('a text of %s that lacks what it names is refused, and an inbox shows that there is news', (kind) => {
    const { title } = TEXTS[language][kind]
    if (!/\{/.test(title + TEXTS[language][kind].body)) return
    expect(() => renderStrictly(kind, reader(language), {})).toThrow()
    expect(render(kind, reader(language), {}).body).not.toMatch(/undefined|[{}]/)
  })

  test('no text has an apostrophe that quotes, and each is its own', () => {
    for (const kind of kinds) {
      for (const text of Object.values(TEXTS[language][kind])) expect(text).not.toContain("'")
      if (language !== 'en' && !['ANNOUNCEMENT', 'NEWS'].includes(kind))
        expect(TEXTS[language][kind].body).not.toBe(TEXTS.en[kind].body)
    }
  })
})

test('every language names the same values', () => {
  const named = ({ title, body }: Text) =>
    new Set([...`${title} ${body}`.matchAll(/\{(\w+)(?:,|\})/g)].map(([, name]) => name).filter((name) => !name?.endsWith('Time')))
  for (const kind of kinds) for (const language of LANGUAGES) expect(named(TEXTS[language][kind])).toEqual(named(TEXTS.en[kind]))
})

test('a language without texts is told in English, and so is who has said none', () => {
  for (const locale of ['pt-BR', 'zh', 'not a locale', null]) {
    const said = render('BILL', reader(locale), sample('BILL'))
    expect([said.language, said.title]).toEqual(['en', 'Your receipt: €12.34'])
  }
})

test.each([
  ['en', 'EUR', 1_234, '€12.34'],
  ['de-AT', 'EUR', 123_456, '€ 1.234,56'],
  ['en', 'JPY', 1_234, 'JP¥1,234'],
  ['fr', 'KWD', 1_234, '1,234 KWD'],
  ['nl', 'HUF', 19_900, 'HUF 199,00'],
])('money in %s of %s has the decimals of ISO 4217', (locale, currency, totalMinor, shown) => {
  const { title } = render('BILL', reader(locale), { currency, totalMinor, paid: true })
  expect(title.replaceAll(/\s/gu, ' ')).toContain(shown)
})

test('times are those of the place, and name their zone where it is not the reader’s', () => {
  const { body } = render('RESERVATION_CONFIRMED', reader('en'), sample('RESERVATION_CONFIRMED'))
  expect(body).toBe('Station Utrecht Centraal, charger 2: Monday 15 June at 14:30, until 15:30.')
  const abroad = render('RESERVATION_CONFIRMED', reader('en', 'America/New_York'), sample('RESERVATION_CONFIRMED'))
  expect(abroad.body).toContain('14:30 CEST')
  const meetup = render('MEETUP_SOON', reader('de', 'Asia/Tokyo'), sample('MEETUP_SOON'))
  expect(meetup.body).toBe('Coffee & kilowatts beginnt um 18:00.')
  expect(render('MEETUP_SOON', reader('de', 'Nowhere/Land'), sample('MEETUP_SOON')).body).toContain('09:00 UTC')
})

test('a name breaks no line, turns no text round, and is no message of its own', () => {
  const stationName = 'A\r\nBcc: x@example.org \u202Egnp {device} <b>'
  const { title } = render('STATION_FREE', reader('en'), { stationName })
  expect(title).toBe('A Bcc: x@example.org gnp {device} <b> is free')
  expect(render('NEW_SIGN_IN', reader('en'), { device: 'constructor', signedInAt: '2026-01-01T00:00:00Z' }).body).toContain(
    'with constructor on',
  )
})

test('what an admin announces keeps its paragraphs, and its title is one line', () => {
  const said = render('ANNOUNCEMENT', reader('en'), {
    title: 'New\r\nprices',
    body: 'Dear all,\r\n\r\n\r\n\nfrom \u202EMay on:\r4 cents\tless.',
  })
  expect(said).toMatchObject({ title: 'New prices', body: 'Dear all,\n\nfrom May on:\n4 cents less.' })
})

test('tokens are cut, not rounded: nobody reads of more than they have', () => {
  expect(render('REWARD_EARNED', reader('en'), { amountUnits: '1999999999999999999' }).title).toBe('You earned 1.99 EVcoin')
})
