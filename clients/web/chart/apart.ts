/** Heights that keep `space` from each other, as near to the wanted ones as going down in their order allows. */
export function apart(wanted: readonly number[], space: number): number[] {
  const placed = [...wanted]
  const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[b] ?? 0) - (wanted[a] ?? 0))
  // From the lowest line of the picture up: there is room above, and the axis is below.
  for (const [place, i] of order.entries()) {
    const below = order[place - 1]
    if (below !== undefined) placed[i] = Math.min(placed[i] ?? 0, (placed[below] ?? 0) - space)
  }
  return placed
}
