import sharp from 'sharp'
import type { Frame } from '#lib/events.ts'
import { randomOf } from './random.ts'

export interface DashboardOptions {
  /** What the odometer shows, in whole units, with zeros before it up to six digits. */
  reading: number
  /** Another seed is another photo: light, angle, colours, noise. */
  seed?: number
  style?: 'segments' | 'screen'
  width?: number
  height?: number
}

export interface DashboardPhoto {
  jpeg: Buffer
  /** Where the odometer stands, as the capture flow's guide frame would. */
  guideFrame: Frame
}

/**
 * A drawn photo of a dashboard, from as near as a driver holds the camera: a display with the reading between two dials, a reflection, noise, a
 * slight turn. Digits are drawn as shapes, so that no font of the machine is needed, and the same options always give the same picture.
 */
export async function dashboardPhoto(options: DashboardOptions): Promise<DashboardPhoto> {
  const { reading, seed = 1, style = 'segments', width = 1600, height = 1200 } = options
  const random = randomOf(seed)
  const text = String(reading).padStart(6, '0')
  const digit = { width: between(random, 26, 32), height: between(random, 46, 54), gap: between(random, 14, 17) }
  const line = { width: text.length * (digit.width + digit.gap) - digit.gap, height: digit.height }
  const at = { x: WIDE / 2 + between(random, -60, 60) - line.width / 2, y: HIGH * between(random, 0.66, 0.74) }
  const ink = between(random, 0, 1) < 0.7 ? '#eef4f8' : '#ffb648'
  const figures = Array.from(text, (each, i) =>
    figure(style, Number(each), at.x + i * (digit.width + digit.gap), at.y, digit, ink),
  ).join('')
  const turn = between(random, -2, 2)
  const view = viewOf({ ...at, ...line }, width / height, [between(random, -0.1, 0.1), between(random, -0.1, 0.1)])
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view.left} ${view.top} ${view.width} ${view.height}">
    <defs><radialGradient id="light" cx="${between(random, 0.2, 0.8)}" cy="0.2" r="0.9">
      <stop offset="0" stop-color="#3d4248"/><stop offset="1" stop-color="#121417"/></radialGradient>
      <radialGradient id="reflection" cx="${between(random, 0.1, 0.9)}" cy="0" r="0.9">
      <stop offset="0" stop-color="#fff" stop-opacity="0.35"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
    <rect width="${WIDE}" height="${HIGH}" fill="url(#light)"/>
    <g transform="rotate(${turn} ${WIDE / 2} ${HIGH / 2})">
      ${dial(430, 470, 300, between(random, -110, 60))}${dial(1170, 470, 300, between(random, -110, 60))}
      <rect x="${at.x - 110}" y="${at.y - 60}" width="${line.width + 220}" height="${line.height + 120}" rx="8" fill="#05070a" stroke="#2b3036" stroke-width="3"/>
      ${figures}
    </g>
    <rect x="${view.left}" y="${view.top}" width="${view.width}" height="${view.height}" fill="url(#reflection)"/></svg>`
  const drawn = await sharp(Buffer.from(svg))
    .removeAlpha()
    .blur(between(random, 1, 2))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const noise = between(random, 3, 8)
  for (let i = 0; i < drawn.data.length; i++) drawn.data[i] = clamp((drawn.data[i] ?? 0) + (random() + random() - 1) * noise * 2)
  const jpeg = await sharp(drawn.data, { raw: { width: drawn.info.width, height: drawn.info.height, channels: 3 } })
    .jpeg({ quality: Math.round(between(random, 80, 92)) })
    .toBuffer()
  return { jpeg, guideFrame: frameAround({ ...at, ...line }, turn, view) }
}

/** The dashboard's own units; the picture shows a part of it. */
const [WIDE, HIGH] = [1600, 1200]

/** What the picture shows: the line with its surroundings, a little off the middle. */
function viewOf(line: { x: number; y: number; width: number; height: number }, aspect: number, [right, down]: [number, number]) {
  const width = line.width * 1.7
  const height = width / aspect
  return {
    left: line.x + line.width / 2 + (right - 0.5) * width,
    top: line.y + line.height / 2 + (down - 0.5) * height,
    width,
    height,
  }
}

const between = (random: () => number, from: number, to: number): number => from + (to - from) * random()
const clamp = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))

/** A speedometer's face: ticks, numerals, and a needle at `angle` degrees from straight up. */
function dial(x: number, y: number, radius: number, angle: number): string {
  const on = (degrees: number, share: number) => {
    const radians = ((degrees - 90) * Math.PI) / 180
    return [x + Math.cos(radians) * radius * share, y + Math.sin(radians) * radius * share] as const
  }
  const ticks = Array.from({ length: 27 }, (_, i) => {
    const [[x1, y1], [x2, y2]] = [on(i * 10 - 130, i % 3 === 0 ? 0.84 : 0.89), on(i * 10 - 130, 0.95)]
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#d8dde2" stroke-width="${i % 3 === 0 ? 5 : 2}"/>`
  })
  const numerals = Array.from({ length: 9 }, (_, i) => {
    const [centreX, centreY] = on(i * 30 - 130, 0.68)
    return Array.from(String(i), (each) =>
      figure('screen', Number(each), centreX - 11, centreY - 17, { width: 22, height: 34 }, '#d8dde2'),
    ).join('')
  })
  const [tipX, tipY] = on(angle, 0.85)
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="#0c0e11" stroke="#4a5058" stroke-width="8"/>${ticks.join('')}${numerals.join('')}
    <line x1="${x}" y1="${y}" x2="${tipX}" y2="${tipY}" stroke="#e2452f" stroke-width="9" stroke-linecap="round"/>
    <circle cx="${x}" cy="${y}" r="32" fill="#22262b"/>`
}

function figure(
  style: 'segments' | 'screen',
  digit: number,
  x: number,
  y: number,
  size: { width: number; height: number },
  ink: string,
): string {
  const place = `translate(${x} ${y}) skewX(-7) scale(${size.width / 10} ${size.height / 16})`
  const shape =
    style === 'segments'
      ? segments(digit)
      : `<path d="${STROKES[digit]}" fill="none" stroke="${ink}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`
  return `<g transform="${place}" fill="${ink}">${shape}</g>`
}

/** Seven segments on a field of 10 × 16: top, upper right, lower right, bottom, lower left, upper left, middle. */
function segments(digit: number): string {
  const lit = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg'][digit] ?? ''
  return Array.from(lit, (segment) => `<polygon points="${SEGMENTS[segment]}"/>`).join('')
}

const SEGMENTS: Record<string, string> = {
  a: '1.2,0 8.8,0 7.2,1.9 2.8,1.9',
  b: '10,0.6 10,7.4 9.1,7.9 8.1,6.9 8.1,2.3',
  c: '10,8.6 10,15.4 8.1,13.7 8.1,9.1 9.1,8.1',
  d: '1.2,16 8.8,16 7.2,14.1 2.8,14.1',
  e: '0,8.6 0,15.4 1.9,13.7 1.9,9.1 0.9,8.1',
  f: '0,0.6 0,7.4 0.9,7.9 1.9,6.9 1.9,2.3',
  g: '1.5,8 2.6,7 7.4,7 8.5,8 7.4,9 2.6,9',
}

/** Plain digits on a field of 10 × 16, as one stroke each. */
export const STROKES = [
  'M5 0C1 0 0 4 0 8C0 12 1 16 5 16C9 16 10 12 10 8C10 4 9 0 5 0',
  'M2 3L6 0L6 16',
  'M.5 4C.5 1 3 0 5 0C8 0 9.5 2 9.5 4.5C9.5 8 0 13 0 16L10 16',
  'M.5 2.5C1.5 1 3 0 5 0C8 0 9.3 2 9.3 4C9.3 6.5 7 7.5 4.5 7.5C7.5 7.5 10 9 10 11.7C10 14.5 8 16 5 16C2.5 16 1 15 0 13.5',
  'M7.5 16L7.5 0L0 11L10 11',
  'M9 0L2 0L1 7C2 6.2 3.5 5.8 5 5.8C8 5.8 10 8 10 11C10 14 8 16 5 16C3 16 1 15.3 0 14',
  'M8.5 1.5C7.5 .5 6.5 0 5.3 0C2 0 0 4 0 9.5C0 13.5 2 16 5 16C8 16 10 14 10 11C10 8 8 6 5.2 6C2.5 6 .5 8 0 10.5',
  'M0 0L10 0L4 16',
  'M5 0C2.5 0 1 1.5 1 3.7C1 6 2.7 7.4 5 7.4C7.3 7.4 9 6 9 3.7C9 1.5 7.5 0 5 0M5 7.4C2 7.4 0 9.2 0 11.7C0 14.3 2 16 5 16C8 16 10 14.3 10 11.7C10 9.2 8 7.4 5 7.4',
  'M1.5 14.5C2.5 15.5 3.5 16 4.7 16C8 16 10 12 10 6.5C10 2.5 8 0 5 0C2 0 0 2 0 5C0 8 2 10 4.8 10C7.5 10 9.5 8 10 5.5',
]

/** A little wider than the line, after the whole picture was turned. */
function frameAround(
  line: { x: number; y: number; width: number; height: number },
  turn: number,
  view: ReturnType<typeof viewOf>,
): Frame {
  const radians = (turn * Math.PI) / 180
  const [dx, dy] = [line.x + line.width / 2 - WIDE / 2, line.y + line.height / 2 - HIGH / 2]
  const [centreX, centreY] = [
    WIDE / 2 + dx * Math.cos(radians) - dy * Math.sin(radians),
    HIGH / 2 + dx * Math.sin(radians) + dy * Math.cos(radians),
  ]
  const [width, height] = [line.width * 1.25, line.height * 1.7]
  return {
    left: (centreX - width / 2 - view.left) / view.width,
    top: (centreY - height / 2 - view.top) / view.height,
    width: width / view.width,
    height: height / view.height,
  }
}
