import sharp from 'sharp'
import type { Pixels } from '../pixels.ts'
import { between, digitsOf, HIGH, oneOf, randomOf, seen, viewOf, WIDE, type Random } from './drawn-cars.ts'

/**
 * Forgeries as somebody makes them in minutes: a number that pretends to be a display, typed, drawn, framed, printed or shown on a screen, with no
 * instrument around it. They are measured with and nothing is trained on them: fonts, layouts and code are others than those of `pretended.py`.
 */
export const KINDS = ['flat', 'gradient', 'grain', 'camera', 'plate', 'calculator', 'cells', 'paper', 'chat', 'phone'] as const
export type Kind = (typeof KINDS)[number]

export interface DrawnText {
  photo: Pixels
  reading: number
}

/** The same kind and seed always give the same picture, on a machine with the same fonts. */
export async function drawnText(kind: Kind, seed: number): Promise<DrawnText> {
  const random = randomOf(40_000 + seed * KINDS.length + KINDS.indexOf(kind))
  for (let i = 0; i < 5; i++) random()
  const reading = Math.floor(10 ** between(random, 4, 5.6))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE * 2}" height="${HIGH * 2}" viewBox="0 0 ${WIDE} ${HIGH}">${DRAW[kind](random, String(reading))}</svg>`
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const photographed = ['camera', 'paper', 'phone'].includes(kind)
  let pixels: Buffer
  if (photographed) pixels = seen(data, info.width, info.height, viewOf(random))
  else
    pixels = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .resize(WIDE, HIGH)
      .raw()
      .toBuffer()
  if (photographed)
    pixels = await sharp(pixels, { raw: RAW })
      .blur(between(random, 0.5, 1.1))
      .raw()
      .toBuffer()
  grain(random, pixels, photographed ? between(random, 3, 9) : kind === 'grain' ? between(random, 8, 30) : 0, photographed)
  const jpeg = await sharp(pixels, { raw: RAW })
    .jpeg({ quality: Math.round(between(random, 70, 93)) })
    .toBuffer()
  return { photo: { data: await sharp(jpeg).raw().toBuffer(), width: WIDE, height: HIGH }, reading }
}

const RAW = { width: WIDE, height: HIGH, channels: 3 } as const

/** Of a sensor: the same in all three colours, and stronger where it is dark. Otherwise of a filter: each colour by itself. */
function grain(random: Random, pixels: Buffer, strength: number, sensor: boolean): void {
  if (strength === 0) return
  for (let i = 0; i < pixels.length; i += 3) {
    const dark = sensor ? 1.4 - (pixels[i] ?? 0) / 255 : 1
    let value = (random() + random() - 1) * strength * 2 * dark
    for (let c = 0; c < 3; c++) {
      if (!sensor) value = (random() + random() - 1) * strength * 2
      pixels[i + c] = Math.min(255, Math.max(0, Math.round((pixels[i + c] ?? 0) + value)))
    }
  }
}

const FACES = ['Bebas Neue', 'Comfortaa', 'C059', 'FreeSerif', 'Noto Serif', 'serif'] as const
const grey = (level: number): string => `rgb(${level},${level},${level})`
const shade = (random: Random, from: number, to: number): string => grey(Math.round(between(random, from, to)))
const everywhere = (fill: string): string => `<rect width="${WIDE}" height="${HIGH}" fill="${fill}"/>`

/** Typed, or as seven segments: `height` is that of a digit. */
function number(random: Random, text: string, x: number, y: number, height: number, ink: string): string {
  if (random() < 0.4) {
    const drawn = digitsOf(random, ink, 0)(text, 0, 0, height)
    return `<g transform="translate(${x - drawn.width / 2} ${y - height / 2})">${drawn.svg}</g>`
  }
  const words = random() < 0.4 ? ` ${oneOf(random, ['km', 'KM', 'km total'])}` : ''
  return `<text x="${x}" y="${y + height / 2}" text-anchor="middle" font-family="${oneOf(random, FACES)}" font-weight="${oneOf(random, [400, 700])}" font-size="${height * 1.4}" fill="${ink}">${text}${words}</text>`
}

function inks(random: Random): [string, string] {
  if (random() < 0.6) return [shade(random, 0, 60), oneOf(random, ['#f4f4f4', '#ffb84a', '#62e08e', '#7cc7ff', '#ff5a4a'])]
  return [shade(random, 170, 255), oneOf(random, ['#101010', '#223', '#311'])]
}

const typed = (random: Random, text: string, ground: string, ink: string): string =>
  everywhere(ground) + number(random, text, between(random, 300, 420), between(random, 180, 300), between(random, 30, 90), ink)

const DRAW: Record<Kind, (random: Random, text: string) => string> = {
  flat: (random, text) => typed(random, text, ...inks(random)),
  grain: (random, text) => typed(random, text, ...inks(random)),
  camera: (random, text) => typed(random, text, ...inks(random)),
  gradient(random, text) {
    const [ground, ink] = inks(random)
    const end = ink.startsWith('#1') || ink === '#223' || ink === '#311' ? '#ffffff' : '#44484e'
    return `<defs><linearGradient id="g" x1="${random()}" y1="0" x2="${random()}" y2="1"><stop offset="0" stop-color="${ground}"/><stop offset="1" stop-color="${end}"/></linearGradient></defs>${typed(random, text, 'url(#g)', ink)}`
  },
  /** A brushed plate with screws. */
  plate(random, text) {
    const lines = Array.from(
      { length: 60 },
      (_, i) =>
        `<line x1="90" y1="${122 + i * 4}" x2="630" y2="${122 + i * 4}" stroke="${shade(random, 120, 190)}" stroke-width="3"/>`,
    )
    const screws = [110, 610].flatMap((x) => [140, 340].map((y) => `<circle cx="${x}" cy="${y}" r="9" fill="#555" stroke="#222"/>`))
    return `${everywhere(shade(random, 20, 120))}<rect x="80" y="110" width="560" height="260" rx="14" fill="#999"/>${lines.join('')}${screws.join('')}${number(random, text, 360, 240, between(random, 50, 90), '#111')}`
  },
  /** A display above keys. */
  calculator(random, text) {
    const keys = Array.from(
      { length: 12 },
      (_, i) =>
        `<rect x="${230 + (i % 4) * 68}" y="${220 + Math.floor(i / 4) * 72}" width="54" height="56" rx="8" fill="${shade(random, 40, 90)}"/>`,
    )
    const digits = digitsOf(random, '#1c2218', 0.06)(text, 0, 0, between(random, 34, 52))
    return `${everywhere(shade(random, 90, 220))}<rect x="205" y="30" width="310" height="430" rx="22" fill="#22252a"/><rect x="225" y="60" width="270" height="120" fill="#a9b59a"/><g transform="translate(${485 - digits.width} 95)">${digits.svg}</g>${keys.join('')}`
  },
  /** Each digit in a cell of its own, as drums have them. */
  cells(random, text) {
    const [height, x0] = [between(random, 50, 80), between(random, 120, 180)]
    const wide = height * 0.85
    const face = oneOf(random, FACES)
    const cells = Array.from(text.padStart(6, '0'), (digit, i) => {
      const [paper, ink] = i === 5 ? ['#e8e2d4', '#a11'] : ['#131313', '#f2f2f2']
      return `<rect x="${x0 + i * (wide + 4)}" y="${240 - height}" width="${wide}" height="${height * 2}" fill="${paper}"/><rect x="${x0 + i * (wide + 4)}" y="${240 - height}" width="${wide}" height="${height * 2}" fill="url(#drum)"/><text x="${x0 + i * (wide + 4) + wide / 2}" y="${240 + height / 2}" text-anchor="middle" font-family="${face}" font-size="${height * 1.3}" fill="${ink}">${digit}</text>`
    })
    return `<defs><linearGradient id="drum" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-opacity="0.7"/><stop offset="0.5" stop-opacity="0"/><stop offset="1" stop-opacity="0.7"/></linearGradient></defs>${everywhere(shade(random, 20, 200))}${cells.join('')}`
  },
  /** Lined paper on wood, in the light of a lamp. */
  paper(random, text) {
    const planks = Array.from(
      { length: 7 },
      (_, i) => `<rect y="${i * 70}" width="${WIDE}" height="68" fill="rgb(${Math.round(between(random, 100, 150))},80,50)"/>`,
    )
    const rules = Array.from(
      { length: 12 },
      (_, i) => `<line x1="120" y1="${80 + i * 30}" x2="600" y2="${80 + i * 30}" stroke="#9db4d8"/>`,
    )
    return `${everywhere('#4a3320')}${planks.join('')}<rect x="120" y="45" width="480" height="390" fill="#eeece2"/>${rules.join('')}${number(random, text, 360, between(random, 160, 300), between(random, 40, 80), '#1d2a55')}<defs><radialGradient id="lamp" cx="${random()}" cy="${random()}" r="0.9"><stop offset="0" stop-opacity="0"/><stop offset="1" stop-opacity="0.6"/></radialGradient></defs>${everywhere('url(#lamp)')}`
  },
  chat: (random, text) => talk(random, text, 0, 0, WIDE, HIGH),
  /** The same on a telephone that lies on a table. */
  phone: (random, text) =>
    `${everywhere(oneOf(random, ['#6b5a48', '#bdb8ae', '#2f3a33']))}<rect x="150" y="20" width="420" height="440" rx="34" fill="#0a0a0c"/><svg x="165" y="50" width="390" height="380">${talk(random, text, 0, 0, 390, 380)}</svg><path d="M150 460L420 20L520 20L250 460Z" fill="#fff" opacity="${between(random, 0, 0.18)}"/>`,
}

/** Bubbles of a conversation, one with the number. */
function talk(random: Random, text: string, x: number, y: number, wide: number, high: number): string {
  const [ground, bubble, ink] = random() < 0.5 ? ['#ece5dd', '#dcf8c6', '#111'] : ['#0b141a', '#005c4b', '#e9edef']
  const others = Array.from({ length: 5 }, (_, i) => {
    const width = between(random, 0.2, 0.5) * wide
    return `<rect x="${i % 2 ? wide - width - 14 : 14}" y="${high * (0.14 + 0.17 * i)}" width="${width}" height="${high * 0.11}" rx="9" fill="${i % 2 ? bubble : '#8a94a0'}"/>`
  })
  const height = between(random, 0.07, 0.13) * high
  return `<rect x="${x}" y="${y}" width="${wide}" height="${high}" fill="${ground}"/><rect width="${wide}" height="${high * 0.1}" fill="#075e54"/>${others.join('')}<rect x="${wide * 0.12}" y="${high * 0.4}" width="${wide * 0.76}" height="${height * 2.2}" rx="12" fill="${bubble}"/>${number(random, text, wide / 2, high * 0.4 + height * 1.1, height, ink)}`
}
