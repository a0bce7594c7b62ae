/** A reward fits the 96 bits that the contract has for it. */
const MOST = 2n ** 96n - 1n

/** What a campaign adds to what a rule earns: in base units, rounded down. A factor of 1500 adds a half. */
export function bonusFor(earned: bigint, factorPermille: number): bigint {
  const bonus = (earned * BigInt(factorPermille - 1_000)) / 1_000n
  return earned + bonus > MOST ? MOST - earned : bonus
}

export const least = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (a < b ? a : b))
