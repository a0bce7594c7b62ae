import { useRef } from 'react'
import { hasCode } from '../../../sdk/errors.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useProof } from '../../../web/session/use-proof.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Copy } from '../../../web/ui/copy.tsx'
import { UnlinkWalletDocument, type WalletPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Link } from './link.tsx'

interface Props {
  me: NonNullable<WalletPageQuery['me']>
  again: () => void
}

/** Where rewards go: to a wallet of the reader's own, or to an account that is kept for them here. */
export function Linked({ me, again }: Props) {
  const { linked: texts } = useTexts()
  const { wallet, payoutAddress, rewardChain } = me
  return (
    <Card title={texts.title}>
      {wallet ? <p>{texts.own}</p> : <p>{payoutAddress ? texts.kept : texts.noneYet}</p>}
      {(wallet?.address ?? payoutAddress) && <Address>{wallet?.address ?? payoutAddress ?? ''}</Address>}
      {wallet ? <Unlink wallet={wallet} again={again} /> : rewardChain && <Link chain={rewardChain} again={again} />}
    </Card>
  )
}

function Address({ children }: { children: string }) {
  const { linked: texts } = useTexts()
  const place = useRef<HTMLElement>(null)
  return (
    <div className="flex flex-wrap items-center gap-3">
      <code ref={place} className="min-w-0 break-all">
        {children}
      </code>
      <Copy text={children} place={place} label={texts.address} />
    </div>
  )
}

function Unlink({ wallet, again }: { wallet: NonNullable<Props['me']['wallet']>; again: () => void }) {
  const { linked: texts } = useTexts()
  const { sdk } = useSession()
  const format = useFormat()
  const { prove, field } = useProof()
  const unlink = async () => {
    try {
      await prove((password) => sdk.execute(UnlinkWalletDocument, { input: { password } }))
    } catch (error) {
      // Another window was first.
      if (!hasCode(error, 'NOT_FOUND')) throw error
    }
    again()
  }
  return (
    <>
      <p className="text-sm text-soft">{texts.since(format.dayAndClock(wallet.linkedAt))}</p>
      <div>
        <AskFirst label={texts.unlink} title={texts.unlinkSure} back={texts.keep} onYes={unlink}>
          <p>{texts.unlinkMeans}</p>
          {field}
        </AskFirst>
      </div>
    </>
  )
}
