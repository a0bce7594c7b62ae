import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { userCaller } from '../../test/caller.ts'
import { picture, testVerification, type TestVerification } from '../verification.fixture.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification({ models: 'REAL' })))
afterAll(() => box[Symbol.asyncDispose]())

test('the models of the project judge a photo: coloured tiles are no odometer, and the verdict names who said so', async () => {
  const driver = await box.user()
  const photo = await box.judged(driver, await picture(1_200, 900))
  expect(photo.status).toBe('MANUAL_REVIEW')
  const { data } = await box.ask<{ models: { name: string; version: string; task: string }[] }>(
    userCaller(['REVIEWER']),
    'query { models { name version task } }',
  )
  const finder = data?.models.find(({ task }) => task === 'ODOMETER_FINDER')
  const embedding = data?.models.find(({ task }) => task === 'EMBEDDING')
  for (const model of [finder, embedding])
    if (model) expect(photo.models).toContainEqual({ name: model.name, version: model.version })
})

test('a mirrored copy by somebody else is seen, and a person looks', async () => {
  const bytes = await picture(1_200, 900)
  await box.judged(await box.user(), bytes)
  const mirrored = await sharp(bytes).flop().jpeg({ quality: 80 }).toBuffer()
  const copy = await box.judged(await box.user(), mirrored)
  expect(copy.reasons.map(({ code }) => code)).toContainEqual(expect.stringMatching(/DUPLICATE/))
})
