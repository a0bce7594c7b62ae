import { useState } from 'react'
import type { PaidReward, PaymentProof } from '../../../sdk/payment.ts'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useConfig } from '../../../web/shell/config.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Code } from '../../../web/ui/copy.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { RewardProofDocument, type RewardProofQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { isAllowed, keptNode } from './node.ts'
import { Hash } from './step.tsx'

/** Whether a reward is paid, by the word of a node that the reader believes, and not by ours. */
export function Check({ id }: { id: string }) {
  return (
    <View query={RewardProofDocument} variables={{ id }}>
      {({ reward }) => {
        const paid = reward && paidOf(reward)
        return paid && <Checked reward={paid} account={reward.user.payoutAddress ?? ''} />
      }}
    </View>
  )
}

function paidOf(reward: NonNullable<RewardProofQuery['reward']>): PaidReward | null {
  const { payout, key, chainIndex, batchNumber, batchIndex, transactionHash, chain } = reward
  if (batchNumber == null || batchIndex == null || transactionHash == null) return null
  const { id, distributor } = chain
  return { payout, key, chainIndex, batchNumber, batchIndex, transactionHash, chain: { id, distributor } }
}

type Found = PaymentProof | 'notAllowed' | 'unreachable'

function Checked(props: { reward: PaidReward; account: string }) {
  const { reward } = props
  const { proved: texts } = useTexts()
  const { nodes } = useConfig()
  const [node, setNode] = useState(() => keptNode.read() ?? nodes[0] ?? '')
  const [account, setAccount] = useState(props.account)
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<Found | null>(null)
  const check = async () => {
    keptNode.write(node)
    if (!isAllowed(node, nodes)) return setFound('notAllowed')
    setBusy(true)
    try {
      // What hashes and proves is loaded when it is used.
      const { prove } = await import('./prove.ts')
      setFound(await prove(reward, account, node))
    } catch {
      setFound('unreachable')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={texts.title}>
      <p>{texts.why}</p>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void check()
        }}
      >
        <Field
          type="url"
          label={texts.node}
          hint={texts.nodeHint(nodes.map((url) => new URL(url).origin).join(', '))}
          value={node}
          onChange={(event) => setNode(event.target.value)}
          fault={found === 'notAllowed' ? texts.notAllowed : undefined}
        />
        <Field
          label={texts.account}
          hint={texts.accountHint}
          value={account}
          onChange={(event) => setAccount(event.target.value)}
          spellCheck={false}
        />
        <Button type="submit" busy={busy} className="self-start">
          {texts.check}
        </Button>
      </form>
      <Result found={found} />
      <details>
        <summary className="flex min-h-11 items-center sm:min-h-0">{texts.other}</summary>
        <p className="my-2 text-sm text-soft">{texts.otherHint}</p>
        <Code label={texts.other}>
          {`node clients/sdk/check-payment.ts https://NODE ${account || 'ACCOUNT'} '${JSON.stringify(reward)}'`}
        </Code>
      </details>
    </Card>
  )
}

function Result({ found }: { found: Found | null }) {
  const { proved: texts } = useTexts()
  const format = useFormat()
  if (found === null || found === 'notAllowed') return null
  if (found === 'unreachable') return <Notice tone="warn" title={texts.unreachable} />
  const { disproof, by, block } = found
  if (disproof !== null)
    return (
      <Notice tone="danger" title={texts.notPaid}>
        {/* The SDK says it in English. */}
        <p lang="en">{disproof}</p>
      </Notice>
    )
  return (
    <Notice tone="good" title={by === 'STATE' ? texts.paid : texts.paidByWord}>
      <p className="text-sm">
        {texts.block(format.number(block.number))}. {by === 'STATE' && texts.compare}
      </p>
      <Hash name={texts.hash}>{block.hash}</Hash>
    </Notice>
  )
}
