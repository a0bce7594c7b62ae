import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { dashboardPhoto, STROKES } from '../../test/photos.ts'
import { greyOf } from '../networks/grey.ts'
import { MODELS_FOLDER, readModels } from '../networks/manifest.ts'
import { openAll } from '../networks/open-model.ts'
import { odometerModels } from './engine.ts'
import { instrumentOf } from './odometer-instrument.ts'
import type { OdometerModels } from './odometer-models.ts'
import { readOdometer } from './odometer.ts'

let models: OdometerModels
beforeAll(async () => {
  const shipped = odometerModels((await openAll(await readModels([MODELS_FOLDER]))).filter(({ entry }) => entry.state === 'ACTIVE'))
  if (!shipped) throw new Error('The manifest has no reader.')
  models = shipped
})

/** Six drums, white on black, each with its own small turn, and the shade above and below that makes them look round. */
async function drums(digits: string) {
  const drum = (digit: string, i: number) =>
    `<rect x="${40 + i * 46}" y="60" width="42" height="64" fill="url(#round)"/>
     <path transform="translate(${49 + i * 46} ${75 + ((i * 7) % 5) - 2}) scale(2.4 2.1)" d="${STROKES[Number(digit)]}" fill="none" stroke="#eee" stroke-width="2.4"/>
     <rect x="${40 + i * 46}" y="60" width="42" height="64" fill="url(#shade)"/>`
  const stops = (...at: [offset: number, colour: string, opacity: number][]) =>
    at.map(([offset, colour, opacity]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="190"><defs>
    <linearGradient id="round" x2="0" y2="1">${stops([0, '#000', 1], [0.5, '#2a2a2a', 1], [1, '#000', 1])}</linearGradient>
    <linearGradient id="shade" x2="0" y2="1">${stops([0, '#000', 0.8], [0.25, '#000', 0], [0.75, '#000', 0], [1, '#000', 0.8])}</linearGradient></defs>
    <rect width="360" height="190" fill="#555"/>${Array.from(digits, drum).join('')}</svg>`
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().blur(1).raw().toBuffer({ resolveWithObject: true })
  return {
    photo: { data, width: info.width, height: info.height },
    box: { centreX: 178, centreY: 92, width: 268, height: 46, angle: 0 },
  }
}

test('drums are told from digits that are lit, and that goes with the reading', async () => {
  const { photo, box } = await drums('048213')
  expect(await instrumentOf(models.sorter, greyOf(photo), box)).toBe('drums')
  const { jpeg } = await dashboardPhoto({ reading: 48_210, seed: 3, width: 800, height: 600 })
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const lit = { data, width: info.width, height: info.height }
  const read = await readOdometer(models, { kind: 'odometer', photo: lit, guideFrame: null, previous: null })
  expect(read).toMatchObject({ value: 48_210, instrument: 'lit' })
  expect(read.models.map(({ name }) => name)).toEqual(['odometer-finder', 'odometer-reader', 'odometer-instrument'])
})

test('where it could be either, or nothing tells, it is neither', async () => {
  const { photo, box } = await drums('048213')
  const { sorter } = models
  if (!sorter) throw new Error('The manifest tells no instruments.')
  const unsure = {
    ...sorter,
    model: { ...sorter.model, run: () => Promise.resolve({ instrument: { data: new Float32Array(14).fill(0.5), dims: [7, 2] } }) },
  }
  expect(await instrumentOf(unsure, greyOf(photo), box)).toBeNull()
  expect(await instrumentOf(null, greyOf(photo), box)).toBeNull()
})
