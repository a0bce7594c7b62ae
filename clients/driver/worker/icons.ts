import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/**
 * `node clients/driver/worker/icons.ts`: draws the app's icons into `public/icons/`, where they are committed. The mark is that of the menu: a leaf that
 * is a plug.
 */
const folder = join(import.meta.dirname, '..', 'public', 'icons')

const GREEN = '#00693c'

/** `margin` is how much of each side is left free, of 1: launchers may cut a maskable icon to a circle of four fifths. */
const drawn = ({ margin, round }: { margin: number; round: number }) => {
  const scale = (1 - 2 * margin) * (512 / 24)
  const offset = 512 * margin
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">
  <rect width="512" height="512" rx="${round}" fill="${GREEN}"/>
  <g transform="translate(${offset} ${offset}) scale(${scale})" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M5 19C5 9 10 4 20 4c0 10-5 15-13 13M5 19c2-5 5-8 9-10"/>
  </g>
</svg>
`
}

/** Android draws the shape of what stands in the status bar from its alpha alone. */
const badge = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="96" height="96">
  <path fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" d="M5 19C5 9 10 4 20 4c0 10-5 15-13 13M5 19c2-5 5-8 9-10"/>
</svg>
`

const ANY = drawn({ margin: 0.04, round: 112 })
const MASKABLE = drawn({ margin: 0.12, round: 0 })
const APPLE = drawn({ margin: 0.07, round: 0 })

const PICTURES = [
  ['any-192', ANY, 192],
  ['any-512', ANY, 512],
  ['maskable-192', MASKABLE, 192],
  ['maskable-512', MASKABLE, 512],
  ['apple-180', APPLE, 180],
  ['badge-96', badge, 96],
] as const

await mkdir(folder, { recursive: true })
await writeFile(join(folder, 'icon.svg'), ANY)
for (const [name, svg, size] of PICTURES) {
  await sharp(Buffer.from(svg))
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(join(folder, `${name}.png`))
}
