import { keccak256, toUtf8Bytes } from 'ethers'
import type { RuleData, RuleName, SourceType } from '../tables.ts'

/** Bytes of a reward's key, as the contract has them. */
const KEY_BYTES = 16

/** What a rule counts. */
export const unitOf = (name: RuleName): 'WH' | 'METRE' | 'DEED' =>
  name === 'charging.energy' ? 'WH' : name === 'odometer.distance' ? 'METRE' : 'DEED'

/** What this quantity earns, in base units: in proportion to the rule, rounded down, at most the rule's maximum. */
export function amountFor(quantity: number, { per, amount, maximum }: RuleData): bigint {
  const earned = (BigInt(quantity) * BigInt(amount)) / BigInt(per)
  return earned < BigInt(maximum) ? earned : BigInt(maximum)
}

/** A reward's name on chain: 16 bytes that follow from its rule and source alone, and tell strangers nothing of them. */
export const rewardKey = (rule: string, sourceType: SourceType, sourceId: string, revision = 0): string =>
  keccak256(toUtf8Bytes([rule, sourceType, sourceId, ...(revision > 0 ? [revision] : [])].join('|'))).slice(0, 2 + 2 * KEY_BYTES)
