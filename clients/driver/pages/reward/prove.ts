import { keccak256 } from 'viem'
import { nodeAt, proofOfPayment, type PaidReward, type PaymentProof } from '../../../sdk/payment.ts'

/** Asks a node, in the browser, for the state of the chain, and follows it to the payment. */
export const prove = (reward: PaidReward, account: string, node: string): Promise<PaymentProof> =>
  proofOfPayment(reward, account, { ask: nodeAt(node), keccak: (bytes) => keccak256(bytes as `0x${string}`) })
