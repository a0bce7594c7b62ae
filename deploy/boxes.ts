import type { Box } from '#box/definition.ts'
import { BOXES } from '#lib/boxes.ts'

/** Every box of the register. */
export const loadBoxes = (): Promise<Box[]> =>
  Promise.all(
    BOXES.map(async ({ folder }) => {
      // What a box.ts exports is held by test/boxes.test.ts.
      const { box } = (await import(new URL(`../${folder}/box.ts`, import.meta.url).href)) as { box: Box }
      return box
    }),
  )
