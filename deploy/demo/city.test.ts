import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { drawCity } from './city.ts'
import { CITY_FILE } from './draw-city.ts'
import { PLACES } from './places.ts'

test('a drawn street passes by each station of the demo', () => {
  const corners = drawCity().features.flatMap(({ properties, geometry }) =>
    ['lane', 'road'].includes(properties.kind) ? geometry.coordinates.map(String) : [],
  )
  const streets = new Set(corners)
  expect(PLACES.filter(({ longitude, latitude }) => !streets.has(`${longitude},${latitude}`))).toEqual([])
})

test('the map has the town as it is drawn now', async () => {
  expect(JSON.parse(await readFile(CITY_FILE, 'utf8'))).toEqual(drawCity())
})
