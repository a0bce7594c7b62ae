import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawCity } from './city.ts'

/** `npx node deploy/demo/draw-city.ts`: draws the town of the demo's map anew, after its stations have changed. */
export const CITY_FILE = join(import.meta.dirname, '../../clients/web/map/city.json')

if (import.meta.main) await writeFile(CITY_FILE, `${JSON.stringify(drawCity())}\n`)
