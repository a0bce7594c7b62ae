/** Wei as Gwei: a price of gas is a few of them, a transaction's fee some thousands. Null: not known. */
export function gwei(wei: string | null | undefined, number: (value: number, digits?: number) => string): string | null {
  return wei == null ? null : `${number(Number(BigInt(wei) / 10_000n) / 100_000, 3)} Gwei`
}
