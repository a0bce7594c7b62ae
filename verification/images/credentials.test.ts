import { DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { signedJpeg, testSigner } from './credentials.fixture.ts'
import { credentialsOf } from './credentials.ts'

const noise = {
  create: { width: 96, height: 96, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
} as const
const jpeg = await sharp(noise).jpeg().toBuffer()

test('a photo without content credentials has none', async () => {
  expect((await credentialsOf(jpeg)).state).toBe('ABSENT')
})

test('the words of the format alone are no credentials', async () => {
  const withWords = Buffer.concat([jpeg, Buffer.from('jumbc2pa')])
  expect((await credentialsOf(withWords)).state).toBe('ABSENT')
})

test('whole credentials of a signer nobody vouches for are in order and untrusted', async () => {
  const { signer } = await testSigner()
  const said = await credentialsOf(await signedJpeg(jpeg, signer, DigitalSourceType.DigitalCapture))
  expect(said).toMatchObject({ state: 'UNTRUSTED', problems: [], signer: 'Test Camera', sources: ['digitalCapture'] })
  expect(said.actions).toEqual(['c2pa.created'])
})

test('credentials are trusted where an anchor vouches for the signer, and by no other anchor', async () => {
  const [known, stranger] = [await testSigner(), await testSigner()]
  const photo = await signedJpeg(jpeg, known.signer)
  expect((await credentialsOf(photo, [known.anchor])).state).toBe('TRUSTED')
  expect((await credentialsOf(photo, [stranger.anchor])).state).toBe('UNTRUSTED')
})

test('an expired certificate is untrusted and not broken', async () => {
  const { signer, anchor } = await testSigner({ expired: true })
  const said = await credentialsOf(await signedJpeg(jpeg, signer), [anchor])
  expect(said).toMatchObject({ state: 'UNTRUSTED', problems: ['signingCredential.expired'] })
})

test('a picture that was changed after it was signed is broken', async () => {
  const { signer, anchor } = await testSigner()
  const photo = await signedJpeg(jpeg, signer)
  const at = photo.length - 40
  photo.writeUInt8(photo.readUInt8(at) ^ 1, at)
  const said = await credentialsOf(photo, [anchor])
  expect(said).toMatchObject({ state: 'BROKEN', problems: ['assertion.dataHash.mismatch'] })
})

test('a claim that was changed after it was signed is broken', async () => {
  const { signer } = await testSigner()
  const photo = await signedJpeg(jpeg, signer, DigitalSourceType.TrainedAlgorithmicMedia)
  const at = photo.indexOf('trainedAlgorithmicMedia')
  expect(at).toBeGreaterThan(0)
  photo.write('digitalCapturexxxxxxxxx', at)
  expect((await credentialsOf(photo)).state).toBe('BROKEN')
})

test('a generated picture says so', async () => {
  const { signer } = await testSigner()
  const photo = await signedJpeg(jpeg, signer, DigitalSourceType.TrainedAlgorithmicMedia)
  expect((await credentialsOf(photo)).sources).toEqual(['trainedAlgorithmicMedia'])
})

test('credentials in shreds are never taken for whole ones', async () => {
  const { signer } = await testSigner()
  const photo = await signedJpeg(jpeg, signer)
  const from = photo.indexOf('jumb')
  for (let at = from; at < from + 600; at += 13) {
    const shredded = Buffer.from(photo)
    shredded.writeUInt8(shredded.readUInt8(at) ^ 0x55, at)
    const { state } = await credentialsOf(shredded)
    expect(['ABSENT', 'BROKEN', 'UNSUPPORTED', 'UNTRUSTED'], `byte ${at}`).toContain(state)
  }
})

test('credentials of a WebP are not verified here', async () => {
  const webp = await sharp(noise).webp().toBuffer()
  expect((await credentialsOf(Buffer.concat([webp, Buffer.from('C2PAjumbc2pa')]))).state).toBe('UNSUPPORTED')
})
