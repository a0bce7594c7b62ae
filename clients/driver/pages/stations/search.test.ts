import { expect, test } from 'vitest'
import { aroundOf, filterOf, nearestInput, readSearch } from './search.ts'

const DOM = { latitude: 52.0907, longitude: 5.1214 }
const BOX = '52.06_5.08_52.12_5.18'
const VEHICLE = '01a20503-9750-77ad-859f-c0773dd21877'

test('an address is read into what is wished, and the rest of it is left out', () => {
  const wished = {
    text: 'Dom',
    free: true,
    open: true,
    kW: 50,
    plug: 'CHADEMO',
    vehicle: VEHICLE,
    price: 0.5,
    currency: 'EUR',
    box: BOX,
    map: true,
  }
  expect(readSearch({ ...wished, other: 1 })).toEqual(wished)
  const nonsense = {
    text: '',
    free: 'yes',
    kW: -1,
    plug: 'SCHUKO',
    vehicle: "' or 1=1",
    price: 'NaN',
    currency: 'euro',
    box: '1_2',
    station: 5,
  }
  expect(readSearch(nonsense)).toEqual({})
})

test('a text of digits alone is a text', () => expect(readSearch({ text: 3511 })).toEqual({ text: '3511' }))

test('the plugs of a vehicle win over a plug that was chosen', () => {
  expect(filterOf({ plug: 'CHADEMO' }, null).standards).toEqual(['CHADEMO'])
  expect(filterOf({ plug: 'CHADEMO' }, ['IEC_62196_T2']).standards).toEqual(['IEC_62196_T2'])
  expect(filterOf({}, null)).toEqual({})
})

test('a part of the map is searched whole: from the reader if they are in it, else from its middle', () => {
  const reader = { latitude: 52.07, longitude: 5.09 }
  expect(aroundOf({ box: BOX }, reader, DOM)).toMatchObject({ origin: reader, from: 'reader' })
  expect(aroundOf({ box: BOX }, reader, DOM).withinM).toBeGreaterThan(aroundOf({ box: BOX }, null, DOM).withinM)
  expect(aroundOf({ box: BOX }, { latitude: 48, longitude: 2 }, DOM)).toMatchObject({ origin: { latitude: 52.09 }, from: 'middle' })
  expect(aroundOf({ box: '-60_-170_80_170' }, null, DOM).withinM).toBe(500_000)
})

test('words are looked for farther away than what is near', () => {
  const near = nearestInput(aroundOf({}, null, DOM), {}, {})
  const far = nearestInput(aroundOf({ text: 'Maastricht' }, null, DOM), { text: 'Maastricht' }, { text: 'Maastricht' })
  expect(far.withinM).toBeGreaterThan(near.withinM ?? 0)
})
