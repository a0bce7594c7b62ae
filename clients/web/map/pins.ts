import type { Colours } from './colours.ts'
import type { Box, Place } from './box.ts'

/** What a place on the map is: its shape says it, and its colour the same. */
export const PIN_KINDS = ['free', 'busy', 'out', 'many'] as const
export type PinKind = (typeof PIN_KINDS)[number]

/** A station, or several that are close together. */
export interface Pin {
  /** The station's id; of several, anything that is only theirs. */
  id: string
  place: Place
  kind: PinKind
  /** The number on it. */
  count: number
  name: string
  /** Of several: the part of the map that they are in. */
  bounds?: Box
}

export const pinFeatures = (pins: readonly Pin[], chosen: string | undefined) => ({
  type: 'FeatureCollection' as const,
  features: pins.map(({ id, place, kind, count, name }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [place.longitude, place.latitude] },
    properties: {
      id,
      kind,
      count,
      name,
      icon: `pin/${kind}/${count}/${id === chosen ? 'chosen' : ''}`,
      // What is chosen lies on top.
      order: id === chosen ? 1 : 0,
    },
  })),
})

/** A picture that the map asks for by its name: a pin, or a name that is written beside one. No server of glyphs is asked: the browser's own font writes it. */
export function drawImage(id: string, colours: Colours): { image: ImageData; pixelRatio: number } | null {
  const [what = '', ...rest] = id.split('/')
  if (what === 'pin') return drawPin(rest[0] as PinKind, rest[1] ?? '', rest[2] === 'chosen', colours)
  if (what === 'label') return drawLabel(rest.join('/'), colours)
  return null
}

export const FONT = '"Inter Variable", system-ui, sans-serif'
/** Twice as fine as CSS's pixels: sharp on every screen that people hold. */
const FINE = 2
const FILLS = { free: 'brand', busy: 'second', out: 'danger', many: 'card' } as const satisfies Record<PinKind, keyof Colours>

function drawPin(kind: PinKind, count: string, chosen: boolean, colours: Colours) {
  const size = kind === 'many' ? 44 : chosen ? 40 : 32
  const edge = chosen ? 4 : 2
  return draw(size, size, (pen) => {
    pen.translate(size / 2, size / 2)
    outline(pen, kind, size / 2 - edge)
    pen.fillStyle = colours[FILLS[kind]]
    pen.fill()
    pen.lineWidth = edge
    pen.strokeStyle = chosen ? colours.ink : kind === 'many' ? colours.brand : colours.card
    pen.stroke()
    pen.fillStyle = kind === 'many' ? colours.ink : colours.card
    pen.font = `700 ${kind === 'many' ? 15 : 14}px ${FONT}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(kind === 'out' ? '×' : count, 0, 1)
  })
}

/** A circle is free, a square is taken, a diamond is out of order, a ring is several. */
function outline(pen: CanvasRenderingContext2D, kind: PinKind, radius: number): void {
  pen.beginPath()
  if (kind === 'busy') pen.roundRect(-radius * 0.85, -radius * 0.85, radius * 1.7, radius * 1.7, 3)
  else if (kind === 'out') {
    for (const [x, y] of [
      [0, -radius],
      [radius, 0],
      [0, radius],
      [-radius, 0],
    ] as const)
      pen.lineTo(x, y)
    pen.closePath()
  } else pen.arc(0, 0, radius, 0, 2 * Math.PI)
}

function drawLabel(text: string, colours: Colours) {
  const font = `500 12px ${FONT}`
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return null
  pen.font = font
  const width = Math.ceil(pen.measureText(text).width) + 8
  return draw(width, 20, (on) => {
    on.font = font
    on.textAlign = 'center'
    on.textBaseline = 'middle'
    on.lineJoin = 'round'
    on.lineWidth = 3
    on.strokeStyle = colours.page
    on.strokeText(text, width / 2, 10)
    on.fillStyle = colours.ink
    on.fillText(text, width / 2, 10)
  })
}

function draw(width: number, height: number, on: (pen: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement('canvas')
  canvas.width = width * FINE
  canvas.height = height * FINE
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.scale(FINE, FINE)
  on(pen)
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: FINE }
}
