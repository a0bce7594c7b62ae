/** What rewards tells of what was earned and paid. */
export interface RewardsEvents {
  /** A user has earned `amount` base units for a session, reading or deed (`sourceId`). Aggregate, if nothing else is said: the reward. */
  'rewards.reward.earned': { rewardId: string; userId: string; rule: string; amount: string; sourceId: string }
  /**
   * A version of a rule holds from `holdsFrom` on: `per` whole units of what is done (Wh, metres, deeds) earn `amount` base units, and one
   * reward is `maximum` at most. A version never changes. Aggregate: the version.
   */
  'rewards.rule.published': {
    ruleId: string
    rule: string
    version: number
    per: number
    amount: string
    maximum: string
    holdsFrom: string
  }
  /** A reward was held, refused, or corrected; read it for its state. */
  'rewards.reward.updated': { rewardId: string; userId: string }
  /** A reward's payment is final on chain. */
  'rewards.reward.settled': {
    rewardId: string
    userId: string
    batchNumber: number
    transactionHash: string
    blockNumber: number
    /** Base units that were paid. Absent from older events. */
    amount?: string
  }
}
