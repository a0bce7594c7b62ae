/** Colours of the tokens as a map wants them. */
export interface Colours {
  page: string
  card: string
  sunk: string
  line: string
  edge: string
  ink: string
  soft: string
  brand: string
  onBrand: string
  second: string
  danger: string
  warn: string
}

const CLASSES: Readonly<Record<keyof Colours, string>> = {
  page: 'text-page',
  card: 'text-card',
  sunk: 'text-sunk',
  line: 'text-line',
  edge: 'text-edge',
  ink: 'text-ink',
  soft: 'text-soft',
  brand: 'text-brand',
  onBrand: 'text-on-brand',
  second: 'text-second',
  danger: 'text-danger',
  warn: 'text-warn',
}

/** The colours as they are now, light or dark: maps do not know of OKLCH, so a canvas says what a token is in red, green and blue. */
export function coloursOf(place: Element): Colours {
  const probe = place.appendChild(document.createElement('span'))
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const colour = (name: string) => {
    probe.className = name
    if (!pen) return '#808080'
    pen.fillStyle = getComputedStyle(probe).color
    pen.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
    return `rgb(${red},${green},${blue})`
  }
  const colours = Object.fromEntries(Object.entries(CLASSES).map(([key, name]) => [key, colour(name)])) as unknown as Colours
  probe.remove()
  return colours
}
