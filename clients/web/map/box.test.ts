import { expect, test } from 'vitest'
import { inBox, metresBetween, middleOf, reachOf, readBox, writeBox } from './box.ts'

const UTRECHT = { south: 52.06, west: 5.08, north: 52.12, east: 5.18 }
const FIJI = { south: -20, west: 176, north: -15, east: -178 }

test('a box in an address is read as it was written', () => {
  expect(writeBox(UTRECHT)).toBe('52.06_5.08_52.12_5.18')
  expect(readBox(writeBox(UTRECHT))).toEqual(UTRECHT)
  expect(readBox(writeBox(FIJI))).toEqual(FIJI)
})

test.each(['', '1_2_3', '1_2_3_4_5', 'a_b_c_d', '52_5_51_6', '52_5_91_6', '52_5_53_181', '52__53_6', '52_5_53_5', 7, null])(
  '%j in an address is no box',
  (text) => expect(readBox(text)).toBeNull(),
)

test('a box may lie across the 180th meridian', () => {
  expect(inBox(FIJI, { latitude: -18, longitude: 178 })).toBe(true)
  expect(inBox(FIJI, { latitude: -18, longitude: -179 })).toBe(true)
  expect(inBox(FIJI, { latitude: -18, longitude: 0 })).toBe(false)
  expect(middleOf(FIJI)).toEqual({ latitude: -17.5, longitude: 179 })
})

test('a search from a place reaches the farthest corner of a box', () => {
  expect(metresBetween({ latitude: 52, longitude: 5 }, { latitude: 53, longitude: 5 })).toBeCloseTo(111_195, -1)
  const from = { latitude: 52.06, longitude: 5.08 }
  expect(reachOf(UTRECHT, from)).toBe(metresBetween(from, { latitude: 52.12, longitude: 5.18 }))
})
