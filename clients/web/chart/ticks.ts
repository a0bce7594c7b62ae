import type { ScaleLinear } from 'd3-scale'

/** Some four heights of an axis, each with a text of its own: whole numbers are not written twice where the axis is short. */
export function ticksOf(y: ScaleLinear<number, number>, written: (value: number) => string): number[] {
  const ticks = y.ticks(4)
  return ticks.filter((tick, i) => ticks.findIndex((other) => written(other) === written(tick)) === i)
}
