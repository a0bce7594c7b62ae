import type { Box } from '#box/definition.ts'
import { BOXES } from '#lib/boxes.ts'

/** Every box of the register. */
export const loadBoxes = (): Promise<Box[]> =>
  Promise.all(
    BOXES.map(async ({ folder }) => {
      // test/boxes.test.ts holds what a box.ts exports.
      const { box } = (await import(new URL(`../${folder}/box.ts`, import.meta.url).href)) as { box: Box }
      return box
    }),
  )
