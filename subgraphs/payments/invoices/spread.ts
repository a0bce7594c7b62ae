/**
 * A whole amount in whole parts by weights, none of them negative: the parts sum to the amount, and none is a whole unit off its share. So
 * no part is above its weight as long as the amount is not above all weights. Without any weight all goes to the first.
 */
export function spread(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return weights.map((_, i) => (i === 0 ? amount : 0))
  const shares = weights.map((weight, i) => ({ i, share: BigInt(Math.abs(amount)) * BigInt(weight) }))
  const parts = shares.map(({ share }) => Number(share / total))
  const left = Math.abs(amount) - parts.reduce((sum, part) => sum + part, 0)
  const first = shares.toSorted((a, b) => Number((b.share % total) - (a.share % total))).slice(0, left)
  for (const { i } of first) parts[i] = (parts[i] ?? 0) + 1
  return amount < 0 ? parts.map((part) => 0 - part) : parts
}
