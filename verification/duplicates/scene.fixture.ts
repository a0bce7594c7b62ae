import { randomOf } from '../../test/random.ts'
import type { Pixels } from '../pixels.ts'
import sharp from 'sharp'

/** A made-up picture with some structure, 800 × 600: another for each seed. PNG. */
export function scene(seed: number): Promise<Buffer> {
  const random = randomOf(seed)
  const upTo = (limit: number) => Math.floor(random() * limit)
  const shapes = Array.from({ length: 40 }, () => {
    const colour = `rgb(${upTo(256)},${upTo(256)},${upTo(256)})`
    const [x, y] = [upTo(800), upTo(600)]
    return random() < 0.5
      ? `<rect x="${x - 60}" y="${y - 40}" width="${20 + upTo(220)}" height="${15 + upTo(160)}" fill="${colour}" transform="rotate(${upTo(90)} ${x} ${y})"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${10 + upTo(120)}" ry="${10 + upTo(120)}" fill="${colour}"/>`
  })
  const numbers = Array.from(
    { length: 12 },
    () => `<text x="${upTo(760)}" y="${upTo(600)}" font-size="${14 + upTo(50)}">${upTo(1e6)}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#666"/>${shapes.join('')}${numbers.join('')}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}

/** Upright RGB, at most 1,600 pixels wide or high, as the decoder makes it. */
export async function pixelsOf(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { failOn: 'none' })
    .rotate()
    .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
