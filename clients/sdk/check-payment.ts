#!/usr/bin/env node
import { disproofOf, nodeAt, type PaidReward } from './payment.ts'

/**
 * Asks a node of the reader's own whether a reward is paid: `check-payment NODE ACCOUNT REWARD`, the reward as JSON of `RewardProof`. Ends with 0 where it is,
 * and with 1 where something does not agree.
 */
const [node, account, reward] = process.argv.slice(2)
if (node === undefined || account === undefined || reward === undefined) {
  process.stderr.write('Give the address of a node, the account that was to be paid, and the reward as JSON.\n')
  process.exitCode = 2
} else {
  const disproof = await disproofOf(JSON.parse(reward) as PaidReward, account, nodeAt(node))
  process.stdout.write(`${disproof ?? 'It is paid, and final.'}\n`)
  process.exitCode = disproof === null ? 0 : 1
}
