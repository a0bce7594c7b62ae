import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { AskWhy } from '../../desk/ask-why.tsx'
import { MoveUnpaidRewardsDocument, type ChainSettlementRowFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type ChainName = ChainSettlementRowFragment['chain']

/** What waits on a chain that is paused may go to another one. */
export function Move({ from, others, again }: { from: ChainName; others: readonly ChainName[]; again: () => void }) {
  const { settlement: texts } = useTexts()
  const { sdk } = useSession()
  const targets = others.filter(({ id }) => id !== from.id)
  const [to, setTo] = useState(String(targets[0]?.id ?? ''))
  const [moved, setMoved] = useState<{ moved: number; left: number } | null>(null)
  if (targets.length === 0) return null
  const move = async (reason: string) => {
    const input = { fromChainId: from.id, toChainId: Number(to), reason }
    setMoved((await sdk.execute(MoveUnpaidRewardsDocument, { input })).moveUnpaidRewards)
    again()
  }
  return (
    <>
      <AskWhy label={texts.move} title={texts.moveOf(from.name)} onYes={move}>
        <p>{texts.moveMeans}</p>
        <Choice
          label={texts.moveTo}
          value={to}
          options={targets.map(({ id, name }) => ({ value: String(id), name }))}
          onChange={setTo}
        />
      </AskWhy>
      {moved && <Notice tone="good" title={texts.moved(moved.moved, moved.left)} />}
    </>
  )
}
