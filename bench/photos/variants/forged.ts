import sharp from 'sharp'
import { between, oneOf, randomOf, type Random } from '../../../verification/training/drawn-cars.ts'

/** How somebody makes a picture of a number without a car. From the least pains to the most. */
export const FORGERIES = ['flat', 'gradient', 'noise added', 'drawn dashboard', 'printed and photographed'] as const
export type Forgery = (typeof FORGERIES)[number]

export const [WIDE, HIGH] = [1_280, 960] as const

export interface Forged {
  jpeg: Buffer
  reading: number
}

/** A forged photo. The seed decides everything but the machine's fonts. */
export async function forged(kind: Forgery, seed: number): Promise<Forged> {
  const random = randomOf(700_000 + seed * 17 + FORGERIES.indexOf(kind))
  for (let i = 0; i < 5; i++) random()
  const reading = Math.floor(10 ** between(random, 3.6, 5.4))
  const svg = drawing(random, reading, kind)
  const drawn = await sharp(Buffer.from(svg))
    .removeAlpha()
    .blur(between(random, 0.4, 1))
    .raw()
    .toBuffer()
  const seen = kind === 'printed and photographed' ? await photographed(random, drawn) : drawn
  if (kind === 'noise added' || kind === 'drawn dashboard') addNoise(random, seen, between(random, 3, 14))
  const quality = Math.round(between(random, 75, 95))
  return { jpeg: await raw(seen).jpeg({ quality }).toBuffer(), reading }
}

const raw = (data: Buffer) => sharp(data, { raw: { width: WIDE, height: HIGH, channels: 3 } })
const clamp = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))
const FONTS = ['DejaVu Sans', 'Liberation Sans', 'DSEG7 Classic', 'DejaVu Sans Mono', 'Roboto'] as const

function drawing(random: Random, reading: number, kind: Forgery): string {
  const dark = random() < 0.65
  const tone = (from: number, to: number) => `rgb(${[0, 1, 2].map(() => Math.floor(between(random, from, to))).join()})`
  const [near, far] = dark ? [tone(0, 60), tone(0, 110)] : [tone(150, 230), tone(190, 256)]
  const ink = dark ? oneOf(random, ['#eee', '#ff9d2e', '#59f0a0', '#6fc6ff']) : '#111'
  const size = between(random, 48, 130)
  const [x, y] = [WIDE * between(random, 0.4, 0.6), HIGH * between(random, 0.35, 0.7)]
  const wide = String(reading).length * size * 0.75
  const glass =
    random() < 0.5
      ? `<rect x="${x - wide / 2 - size * 0.4}" y="${y - size * 1.2}" width="${wide + size * 0.8}" height="${size * 1.7}" rx="${size / 8}" fill="${dark ? '#000' : '#e8ecd8'}"/>`
      : ''
  const text = (what: string, at: [number, number], height: number, colour = ink) =>
    `<text x="${at[0]}" y="${at[1]}" text-anchor="middle" font-family="${oneOf(random, FONTS)}" font-size="${height}" fill="${colour}">${what}</text>`
  const dials = kind === 'drawn dashboard' || (kind === 'printed and photographed' && random() < 0.5)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${HIGH}"><defs>
    <linearGradient id="g" x1="0" y1="0" x2="${random()}" y2="1"><stop offset="0" stop-color="${near}"/><stop offset="1" stop-color="${kind === 'flat' ? near : far}"/></linearGradient></defs>
    <rect width="${WIDE}" height="${HIGH}" fill="url(#g)"/>
    ${dials ? dial(random, WIDE * 0.22, HIGH * 0.3, ink) + dial(random, WIDE * 0.78, HIGH * 0.3, ink) : ''}
    ${glass}${text(String(reading), [x, y], size)}${random() < 0.6 ? text('km', [x + wide / 2 + size * 0.7, y], size * 0.45) : ''}</svg>`
}

function dial(random: Random, x: number, y: number, ink: string): string {
  const radius = between(random, 150, 220)
  const on = (turn: number, share: number) => [x + Math.cos(turn) * radius * share, y + Math.sin(turn) * radius * share] as const
  const marks = Array.from({ length: 13 }, (_, i) => {
    const turn = Math.PI * (0.75 + i / 8)
    const [[x1, y1], [x2, y2], [u, v]] = [on(turn, 0.88), on(turn, 1), on(turn, 0.72)]
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${ink}" stroke-width="4"/><text x="${u}" y="${v + 9}" text-anchor="middle" font-family="DejaVu Sans" font-size="26" fill="${ink}">${i * 20}</text>`
  })
  const [tipX, tipY] = on(Math.PI * between(random, 0.75, 2.2), 0.8)
  return `<circle cx="${x}" cy="${y}" r="${radius * 1.05}" fill="#0b0c0e" stroke="#555" stroke-width="5"/>${marks.join('')}<line x1="${x}" y1="${y}" x2="${tipX}" y2="${tipY}" stroke="#e8442e" stroke-width="7"/>`
}

function addNoise(random: Random, data: Buffer, strength: number): void {
  for (let i = 0; i < data.length; i++) data[i] = clamp((data[i] ?? 0) + (random() + random() - 1) * strength)
}

/** Printed: paper's texture, ink that is not quite black. Photographed: from one side, lens blur, fall of light, a sensor's noise whose neighbours are alike. */
async function photographed(random: Random, drawn: Buffer): Promise<Buffer> {
  const [grain, fine] = [await field(random, 3, between(random, 3, 9)), await field(random, 1, between(random, 1, 3))]
  const printed = Buffer.alloc(drawn.length)
  const [black, white] = [between(random, 18, 45), between(random, 200, 245)]
  for (let i = 0; i < drawn.length; i++) {
    const at = Math.floor(i / 3)
    printed[i] = clamp(black + ((drawn[i] ?? 0) / 255) * (white - black) + (grain[at] ?? 0) + (fine[at] ?? 0))
  }
  const seen = Buffer.alloc(printed.length)
  const [turn, px, py] = [between(random, -0.1, 0.1), between(random, -2e-4, 2e-4), between(random, -2e-4, 2e-4)]
  const [cos, sin] = [Math.cos(turn) * 0.9, Math.sin(turn) * 0.9]
  for (let y = 0; y < HIGH; y++)
    for (let x = 0; x < WIDE; x++) {
      const [p, q] = [x - WIDE / 2, y - HIGH / 2]
      const depth = 1 + px * p + py * q
      const u = Math.min(WIDE - 1, Math.max(0, Math.round(WIDE / 2 + (p * cos + q * sin) / depth)))
      const v = Math.min(HIGH - 1, Math.max(0, Math.round(HIGH / 2 + (q * cos - p * sin) / depth)))
      for (let c = 0; c < 3; c++) seen[(y * WIDE + x) * 3 + c] = printed[(v * WIDE + u) * 3 + c] ?? 0
    }
  const blurred = await raw(seen)
    .blur(between(random, 0.6, 1.4))
    .raw()
    .toBuffer()
  const [noise, fall] = [between(random, 2, 7), between(random, 0.1, 0.45)]
  const [lightX, lightY] = [WIDE * between(random, 0.3, 0.7), HIGH * between(random, 0.3, 0.7)]
  const channels = [await field(random, 1, noise), await field(random, 1, noise), await field(random, 1, noise)]
  for (let y = 0; y < HIGH; y++)
    for (let x = 0; x < WIDE; x++) {
      const light = 1 - fall * (Math.hypot(x - lightX, y - lightY) / (WIDE * 0.6)) ** 2
      for (let c = 0; c < 3; c++) {
        const at = (y * WIDE + x) * 3 + c
        const value = (blurred[at] ?? 0) * light
        // A sensor's noise grows with the light.
        blurred[at] = clamp(value + (channels[c]?.[y * WIDE + x] ?? 0) * Math.sqrt(0.3 + value / 180))
      }
    }
  return blurred
}

/** Noise whose neighbours are alike, of this standard deviation: as far as `width` pixels. */
async function field(random: Random, width: number, deviation: number): Promise<Float32Array> {
  const white = Buffer.alloc(WIDE * HIGH)
  for (let i = 0; i < white.length; i++) white[i] = clamp(128 + (random() + random() + random() - 1.5) * 80)
  const { data } = await sharp(white, { raw: { width: WIDE, height: HIGH, channels: 1 } })
    .blur(0.45 * width)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [sum, squares] = [0, 0]
  for (const value of data) {
    sum += value
    squares += value * value
  }
  const mean = sum / data.length
  const scale = deviation / Math.sqrt(Math.max(1e-6, squares / data.length - mean ** 2))
  return Float32Array.from(data, (value) => (value - mean) * scale)
}
