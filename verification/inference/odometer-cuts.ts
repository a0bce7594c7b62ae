import type { PixelBox } from '../networks/rectify.ts'

/** What it needs to know of a hypothesis. */
interface Rival {
  text: string
  value: number
  /** Mean over the cuts of the probability that the cut reads `text`. */
  probability: number
  plausibility: number
  weight: number
  found: { box: PixelBox }
}

/**
 * Numbers cut short lose: a cut that is too narrow reads a part of the number as surely as a wide one reads it all. So a text that is a part
 * of a longer one on the same line loses to it, unless the longer one has clearly less support: a unit or a speck may have been taken for a
 * digit.
 */
export function withoutCuts<R extends Rival>(hypotheses: readonly R[]): R[] {
  return hypotheses.map((short) => {
    const cut = hypotheses.some((long) => isCutOf(short, long) && supportOf(long) >= NEARLY * supportOf(short))
    return cut ? { ...short, weight: short.weight * LOSES } : short
  })
}

/** The share of the shorter one's support that the longer one needs. */
const NEARLY = 0.8

/** What is left of the weight of a number cut short. */
const LOSES = 0.05

/** A longer number that does not go on from the last reading is no reason to give up a shorter one that does. */
const supportOf = ({ probability, plausibility }: Rival): number => probability * plausibility

const isCutOf = (short: Rival, long: Rival): boolean =>
  long.text.length > short.text.length &&
  String(long.value).includes(String(short.value)) &&
  onOneLine(short.found.box, long.found.box)

/** True if the shorter one's middle is on the longer one. */
function onOneLine(short: PixelBox, long: PixelBox): boolean {
  if (short === long) return true
  const radians = (long.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [dx, dy] = [short.centreX - long.centreX, short.centreY - long.centreY]
  return Math.abs(dx * cos + dy * sin) < 0.6 * long.width && Math.abs(dy * cos - dx * sin) < 0.5 * long.height
}
