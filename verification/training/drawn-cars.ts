import sharp from 'sharp'
import type { Frame } from '#lib/events.ts'
import type { Pixels } from '../pixels.ts'
import type { PixelBox } from '../networks/rectify.ts'

/**
 * Drawn photos of other countries' cars, 720 × 480: small or dim seven-segment odometers beside larger digits, unlit segments that show, glow,
 * light, a slanting view, JPEG. They share no line of code and no design with the drawings that the finder learns from.
 */
export interface DrawnCar {
  photo: Pixels
  reading: number
  /** The odometer's digits. */
  box: PixelBox
  frame: Frame
}

export type Random = () => number

/** Numbers from 0 to 1 that the seed decides (mulberry32): what was measured once can be drawn again. */
export function randomOf(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const between = (random: Random, from: number, to: number): number => from + (to - from) * random()
export const oneOf = <T>(random: Random, [first, ...others]: readonly [T, ...T[]]): T =>
  [first, ...others][Math.floor(random() * (others.length + 1))] ?? first
export const [WIDE, HIGH] = [720, 480] as const

export async function drawnCar(seed: number): Promise<DrawnCar> {
  const random = randomOf(90_000 + seed)
  for (let i = 0; i < 5; i++) random()
  const reading = Math.floor(10 ** between(random, 3.3, 5.6))
  const height = between(random, 9, 19)
  const car = carOf(random, String(reading), height)
  const { data, info } = await sharp(Buffer.from(car.svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const view = viewOf(random)
  const photo = seen(data, info.width, info.height, view)
  const blurred = await sharp(photo, { raw: { width: WIDE, height: HIGH, channels: 3 } })
    .blur(between(random, 0.35, 0.8))
    .raw()
    .toBuffer()
  const noise = between(random, 2, 10)
  for (let i = 0; i < blurred.length; i++) blurred[i] = clamp((blurred[i] ?? 0) + (random() + random() - 1) * noise * 2)
  const jpeg = await sharp(blurred, { raw: { width: WIDE, height: HIGH, channels: 3 } })
    .jpeg({ quality: Math.round(between(random, 45, 85)) })
    .toBuffer()
  const decoded = await sharp(jpeg).raw().toBuffer()
  return { photo: { data: decoded, width: WIDE, height: HIGH }, reading, ...placeOf(random, car.odometer, view) }
}

const clamp = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))

interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** Colours of lit segments, and of the glass behind them. */
const GLASSES: readonly [[string, string], ...[string, string][]] = [
  ['#ff9d2e', '#1a0f04'],
  ['#59f0a0', '#04140c'],
  ['#6fc6ff', '#060c16'],
  ['#ff4a3a', '#120404'],
  ['#e9f2f5', '#07090b'],
  ['#1b2016', '#8d9a76'],
  ['#20160a', '#c77f2c'],
]

function carOf(random: Random, text: string, height: number): { svg: string; odometer: Rectangle } {
  const [ink, glass] = oneOf(random, GLASSES)
  const strength = between(random, 0.4, 1)
  const ghost = random() < 0.5 ? between(random, 0.05, 0.22) : 0
  const digits = digitsOf(random, ink, ghost)
  const padded = random() < 0.4 ? text.padStart(6, '0') : text
  const design = oneOf(random, ['dial', 'middle', 'wide', 'bar'] as const)
  const parts: string[] = []
  const at = { x: between(random, 250, 400), y: between(random, 300, 370) }
  if (design === 'dial' || design === 'middle' || design === 'bar') {
    const y = between(random, 190, 240)
    parts.push(dial(random, design === 'dial' ? at.x + 40 : 170, y, between(random, 110, 160)))
    parts.push(dial(random, design === 'dial' ? 640 : 550, y, between(random, 90, 150)))
    if (design === 'dial') at.y = y + between(random, 50, 80)
    if (design === 'bar') at.y = between(random, 400, 440)
  }
  const odometer = digits(padded, at.x, at.y, height)
  const rows = Math.floor(between(random, 0, 2.99))
  const panel = {
    x: at.x - between(random, 12, 60),
    y: at.y - 10 - rows * height * 1.7,
    width: odometer.width + between(random, 80, 150),
    height: height + 22 + rows * height * 1.7,
  }
  if (design === 'wide') Object.assign(panel, { x: 110, y: 110, width: 500, height: at.y + height + 20 - 110 })
  if (design === 'bar') Object.assign(panel, { x: 130, width: 470 })
  const others: string[] = []
  if (design === 'wide') {
    others.push(digits(String(Math.floor(between(random, 0, 140))), between(random, 230, 330), 140, between(random, 70, 110)).svg)
    others.push(blocks(random, ink, 130, 130), blocks(random, ink, 480, 150))
  }
  const labels = [oneOf(random, ['ODO', 'TOTAL', '']), oneOf(random, ['km', 'KM', 'mi', ''])]
  others.push(
    word(labels[0] ?? '', at.x - 8, at.y - 5, height * 0.55, ink),
    word(labels[1] ?? '', at.x + odometer.width + 5, at.y + height, height * 0.6, ink),
  )
  for (let row = 0; row < (design === 'wide' ? 0 : rows); row++)
    others.push(
      digits(
        oneOf(random, [clock(random), `${Math.floor(between(random, 0, 999))}.${Math.floor(random() * 10)}`]),
        at.x + between(random, 0, 30),
        at.y - (row + 1) * height * 1.7,
        height * between(random, 0.7, 1),
      ).svg,
    )
  if (design === 'bar') others.push(digits(clock(random), 145, at.y, height).svg)
  const dark = random() < 0.7
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE * 2}" height="${HIGH * 2}" viewBox="0 0 ${WIDE} ${HIGH}">
    <defs><filter id="glow" x="-20%" y="-60%" width="140%" height="220%"><feGaussianBlur stdDeviation="${between(random, 0.6, 2.4)}" result="b"/><feMerge><feMergeNode in="b"/><feMergeNode in="SourceGraphic"/></feMerge></filter>
    <linearGradient id="light" x1="0" y1="0" x2="${random()}" y2="1"><stop offset="0" stop-color="${dark ? '#2b2d30' : '#70757a'}"/><stop offset="1" stop-color="${dark ? '#050607' : '#34373a'}"/></linearGradient>
    <radialGradient id="glare" cx="${random()}" cy="${random()}" r="${between(random, 0.15, 0.6)}"><stop offset="0" stop-color="#fff" stop-opacity="${between(random, 0, 0.45)}"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
    <rect width="${WIDE}" height="${HIGH}" fill="url(#light)"/>
    ${parts.join('')}
    <rect x="${panel.x}" y="${panel.y}" width="${panel.width}" height="${panel.height}" rx="4" fill="${glass}" stroke="#15171a" stroke-width="4"/>
    <g ${random() < 0.6 ? 'filter="url(#glow)"' : ''} opacity="${strength}">${odometer.svg}${others.join('')}</g>
    <rect width="${WIDE}" height="${HIGH}" fill="url(#glare)"/></svg>`
  return { svg, odometer: { x: at.x, y: at.y, width: odometer.width, height } }
}

const clock = (random: Random): string =>
  `${Math.floor(between(random, 1, 23))}:${String(Math.floor(random() * 60)).padStart(2, '0')}`

const LIT = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg']

/** A drawer of seven-segment text of one make: as strokes of a given thickness, slant and distance. */
export function digitsOf(random: Random, ink: string, ghost: number) {
  const [thick, slant, wide, gap] = [
    between(random, 0.11, 0.17),
    between(random, 0, 11),
    between(random, 0.48, 0.62),
    between(random, 0.16, 0.34),
  ]
  return (text: string, x: number, y: number, height: number): { svg: string; width: number } => {
    const [w, t] = [height * wide, height * thick]
    const [l, r, top, mid, low] = [t / 2, w - t / 2, t / 2, height / 2, height - t / 2]
    const ends: Record<string, number[]> = {
      a: [l, top, r, top],
      b: [r, top, r, mid],
      c: [r, mid, r, low],
      d: [l, low, r, low],
      e: [l, mid, l, low],
      f: [l, top, l, mid],
      g: [l, mid, r, mid],
    }
    let at = 0
    const shapes: string[] = []
    const stroke = (segment: string, opacity: number) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends[segment] ?? []
      const [dx, dy] = [Math.sign(x2 - x1) * t * 0.55, Math.sign(y2 - y1) * t * 0.55]
      return `<line x1="${at + x1 + dx}" y1="${y1 + dy}" x2="${at + x2 - dx}" y2="${y2 - dy}" opacity="${opacity}"/>`
    }
    for (const character of text) {
      if (character === '.' || character === ':') {
        const heights = character === '.' ? [low] : [height * 0.3, height * 0.7]
        shapes.push(...heights.map((cy) => `<circle cx="${at + t * 0.2}" cy="${cy}" r="${t * 0.55}" fill="${ink}" stroke="none"/>`))
        at += t * 1.6
        continue
      }
      const lit = LIT[Number(character)] ?? ''
      for (const segment of 'abcdefg')
        if (lit.includes(segment) || ghost > 0) shapes.push(stroke(segment, lit.includes(segment) ? 1 : ghost))
      at += w + height * gap
    }
    const svg = `<g transform="translate(${x} ${y}) skewX(${-slant})" stroke="${ink}" stroke-width="${t}" stroke-linecap="butt">${shapes.join('')}</g>`
    return { svg, width: at - height * gap }
  }
}

/** Letters as strokes, so that no font of the machine is needed. */
const LETTERS: Record<string, string> = {
  O: 'M0 0H6V10H0Z',
  D: 'M0 0H4L6 3V7L4 10H0Z',
  T: 'M0 0H6M3 0V10',
  R: 'M0 10V0H6V5H0L6 10',
  I: 'M3 0V10',
  P: 'M0 10V0H6V5H0',
  A: 'M0 10L3 0L6 10M1 6H5',
  L: 'M0 0V10H6',
  K: 'M0 0V10M6 0L0 5L6 10',
  M: 'M0 10V0L3 5L6 0V10',
  k: 'M0 0V10M5 3L0 7L5 10',
  m: 'M0 10V4H3V10M3 4H6V10',
  i: 'M3 4V10M3 1V2',
}

function word(text: string, x: number, y: number, height: number, ink: string): string {
  const scale = height / 10
  const paths = Array.from(text, (letter, i) => `<path transform="translate(${i * 8} 0)" d="${LETTERS[letter] ?? ''}"/>`)
  return `<g transform="translate(${x} ${y - height}) scale(${scale})" stroke="${ink}" stroke-width="1.5" fill="none">${paths.join('')}</g>`
}

function blocks(random: Random, ink: string, x: number, y: number): string {
  const [count, full] = [Math.floor(between(random, 5, 12)), random()]
  return Array.from(
    { length: count },
    (_, i) =>
      `<rect x="${x}" y="${y + i * 11}" width="${between(random, 14, 40)}" height="8" fill="${ink}" opacity="${i / count < full ? 0.9 : 0.12}"/>`,
  ).join('')
}

function dial(random: Random, x: number, y: number, radius: number): string {
  const [count, step] = [Math.floor(between(random, 7, 12)), oneOf(random, [1, 10, 20, 30])]
  const ink = oneOf(random, ['#e6e9ec', '#cfd6da', '#ffb36b', '#9fd3ff'])
  const digits = digitsOf(random, ink, 0)
  const marks = Array.from({ length: count }, (_, i) => {
    const angle = Math.PI * (0.8 + (1.4 * i) / (count - 1))
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return `<line x1="${x + cos * radius * 0.88}" y1="${y + sin * radius * 0.88}" x2="${x + cos * radius}" y2="${y + sin * radius}" stroke="${ink}" stroke-width="3"/>${digits(String(i * step), x + cos * radius * 0.7 - 9, y + sin * radius * 0.7 - 7, 15).svg}`
  })
  const needle = Math.PI * (0.8 + 1.4 * random() ** 2)
  return `<circle cx="${x}" cy="${y}" r="${radius * 1.06}" fill="#0b0c0e" stroke="#53585e" stroke-width="4"/>${marks.join('')}<line x1="${x}" y1="${y}" x2="${x + Math.cos(needle) * radius * 0.8}" y2="${y + Math.sin(needle) * radius * 0.8}" stroke="#e8442e" stroke-width="5"/><circle cx="${x}" cy="${y}" r="${radius * 0.1}" fill="#222"/>`
}

/** A slanting view: where a point of the photo comes from on the drawing, as a homography of nine numbers. */
type ViewOf = (x: number, y: number) => [number, number]

export function viewOf(random: Random): { from: ViewOf; to: ViewOf } {
  const [turn, scale] = [(between(random, -5, 5) * Math.PI) / 180, between(random, 0.92, 1.15)]
  const [px, py] = [between(random, -2.5e-4, 2.5e-4), between(random, -2.5e-4, 2.5e-4)]
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const [cx, cy] = [WIDE / 2, HIGH / 2]
  const to: ViewOf = (x, y) => {
    const [u, v] = [(x - cx) * scale, (y - cy) * scale]
    const [a, b] = [u * cos - v * sin, u * sin + v * cos]
    const depth = 1 + px * a + py * b
    return [cx + a / depth, cy + b / depth]
  }
  const from: ViewOf = (x, y) => {
    const [p, q] = [x - cx, y - cy]
    const depth = 1 / (1 - px * p - py * q)
    const [a, b] = [p * depth, q * depth]
    return [cx + (a * cos + b * sin) / scale, cy + (b * cos - a * sin) / scale]
  }
  return { from, to }
}

/** The drawing, which is twice as fine, as the camera sees it: four samples a pixel. */
export function seen(data: Uint8Array, width: number, height: number, { from }: { from: ViewOf }): Buffer {
  const photo = Buffer.alloc(WIDE * HIGH * 3)
  for (let y = 0; y < HIGH; y++)
    for (let x = 0; x < WIDE; x++) {
      const sum = [0, 0, 0]
      for (const [dx, dy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const [u, v] = from(x + dx, y + dy)
        const [column, row] = [
          Math.min(width - 1, Math.max(0, Math.round(u * 2))),
          Math.min(height - 1, Math.max(0, Math.round(v * 2))),
        ]
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (data[(row * width + column) * 3 + c] ?? 0)
      }
      for (let c = 0; c < 3; c++) photo[(y * WIDE + x) * 3 + c] = (sum[c] ?? 0) / 4
    }
  return photo
}

function placeOf(random: Random, { x, y, width, height }: Rectangle, { to }: { to: ViewOf }): { box: PixelBox; frame: Frame } {
  const [left, right, above, below] = [
    to(x, y + height / 2),
    to(x + width, y + height / 2),
    to(x + width / 2, y),
    to(x + width / 2, y + height),
  ]
  const [centreX, centreY] = to(x + width / 2, y + height / 2)
  const box = {
    centreX,
    centreY,
    width: Math.hypot(right[0] - left[0], right[1] - left[1]) * 1.06,
    height: Math.hypot(below[0] - above[0], below[1] - above[1]) * 1.15,
    angle: (Math.atan2(right[1] - left[1], right[0] - left[0]) * 180) / Math.PI,
  }
  const [wide, high] = [box.width * between(random, 1.1, 1.6), box.height * between(random, 1.2, 2)]
  const [offX, offY] = [between(random, -0.1, 0.1) * wide, between(random, -0.15, 0.15) * high]
  const frame = {
    left: (centreX + offX - wide / 2) / WIDE,
    top: (centreY + offY - high / 2) / HIGH,
    width: wide / WIDE,
    height: high / HIGH,
  }
  return { box, frame }
}
