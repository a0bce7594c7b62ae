import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { dashboardPhoto } from '../../test/photos.ts'
import { greyOf } from '../networks/grey.ts'
import { MODELS_FOLDER, readModels } from '../networks/manifest.ts'
import { openAll } from '../networks/open-model.ts'
import type { PixelBox } from '../networks/rectify.ts'
import type { Pixels } from '../pixels.ts'
import { odometerModels } from './engine.ts'
import type { FoundBox } from './odometer-boxes.ts'
import { looksAt, readBoxes, widened, type ReadBox } from './odometer-looks.ts'
import type { OdometerModels } from './odometer-models.ts'
import { readLooked, readOdometer } from './odometer.ts'

let models: OdometerModels
/** Sizes of the finder's runs: pictures in a batch, and the longer side. */
const runs: [pictures: number, side: number][] = []
beforeAll(async () => {
  const shipped = odometerModels((await openAll(await readModels([MODELS_FOLDER]))).filter(({ entry }) => entry.state === 'ACTIVE'))
  if (!shipped?.finder) throw new Error('The manifest has no finder.')
  const { finder } = shipped
  const counted: typeof finder.model.run = (inputs) => {
    const [pictures = 0, , height = 0, width = 0] = inputs['photo']?.dims ?? []
    runs.push([pictures, Math.max(height, width)])
    return finder.model.run(inputs)
  }
  models = { ...shipped, finder: { ...finder, model: { ...finder.model, run: counted } } }
})

async function drawn(
  reading: number,
  seed: number,
  turn = 0,
): Promise<{ photo: Pixels; guideFrame: Parameters<typeof readLooked>[2] }> {
  const { jpeg, guideFrame } = await dashboardPhoto({ reading, seed, width: 800, height: 600 })
  const { data, info } = await sharp(jpeg).rotate(turn).raw().toBuffer({ resolveWithObject: true })
  return { photo: { data, width: info.width, height: info.height }, guideFrame }
}

test('a photo that is clear costs three runs of the finder, however often it is asked for', async () => {
  const { photo, guideFrame } = await drawn(137_596, 2)
  runs.length = 0
  const looked = looksAt(models, photo)
  for (const frame of [null, guideFrame]) expect((await readLooked(models, looked, frame, null)).value).toBe(137_596)
  expect(runs).toHaveLength(3)
})

test.each([90, 270])('a photo on its side is read, and only one side is looked at closely (%i°)', async (turn) => {
  const { photo } = await drawn(137_596, 2, turn)
  runs.length = 0
  expect((await readOdometer(models, { kind: 'odometer', photo, guideFrame: null, previous: null })).value).toBe(137_596)
  const close = runs.filter(([pictures, side]) => pictures > 1 || side === 320)
  expect(close.length).toBeLessThanOrEqual(2)
})

test('with a guide frame around it, a photo on its side is read as well', async () => {
  const { photo, guideFrame } = await drawn(137_596, 2, 90)
  if (!guideFrame) throw new Error('Drawn without a frame.')
  const { left, top, width, height } = guideFrame
  const turned = { left: 1 - top - height, top: left, width: height, height: width }
  expect((await readOdometer(models, { kind: 'odometer', photo, guideFrame: turned, previous: null })).value).toBe(137_596)
})

test('a guide frame around nothing does not hide the odometer', async () => {
  const { photo } = await drawn(137_596, 2)
  const guideFrame = { left: 0.02, top: 0.02, width: 0.2, height: 0.08 }
  expect((await readOdometer(models, { kind: 'odometer', photo, guideFrame, previous: null })).value).toBe(137_596)
})

test('a box that is a digit too narrow is read again wider, and believed where it shows the same number and more', async () => {
  const { photo, guideFrame } = await drawn(137_596, 2)
  if (!guideFrame) throw new Error('Drawn without a frame.')
  const [width, height] = [(guideFrame.width * photo.width) / 1.25, (guideFrame.height * photo.height) / 1.7]
  const line = {
    centreX: (guideFrame.left + guideFrame.width / 2) * photo.width,
    centreY: (guideFrame.top + guideFrame.height / 2) * photo.height,
    width,
    height: height * 1.2,
    angle: 0,
  }
  const read = (boxes: readonly FoundBox[]) => readBoxes(models, greyOf(photo), boxes)
  const at = (box: PixelBox): FoundBox => ({ box, score: 0.9, place: 'ANYWHERE' })
  const texts = (boxes: readonly ReadBox[]) => boxes.map(({ reads }) => reads[0]?.line.text)

  const cut = await read([at({ ...line, centreX: line.centreX - width / 12, width: (width * 4.7) / 6 })])
  expect(texts(cut)).toEqual(['13759'])
  expect(texts(await widened(cut, read))).toEqual(['137596'])
  expect(await widened(await read([at(line)]), read)).toEqual([])
})
