import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useProof } from '../../../web/session/use-proof.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { BeginWalletLinkDocument, LinkWalletDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { useWallets, type Announced } from './announced.ts'
import { signWith, WalletFault, type Signed, type WalletReason } from './sign.ts'

/** Links one of the wallets that the browser has; the reader chooses which. */
export function Link({ chain, again }: { chain: { id: number; name: string }; again: () => void }) {
  const { linked: texts } = useTexts()
  const { sdk } = useSession()
  const wallets = useWallets()
  const { fault, busy, ask } = useAsking()
  const { prove, field } = useProof()
  const [reason, setReason] = useState<WalletReason | null>(null)
  // What is signed stays good while the password is asked for: the wallet is not asked again.
  const [signed, setSigned] = useState<Signed | null>(null)

  const finish = async ({ message, signature }: Signed) => {
    await prove((password) => sdk.execute(LinkWalletDocument, { input: { message, signature, password } }))
    setSigned(null)
    again()
  }
  const link = async ({ provider }: Announced) => {
    setReason(null)
    try {
      const done = await signWith(provider, chain.id, async (address) => {
        const input = { address, chainId: chain.id, origin: globalThis.location.origin }
        return (await sdk.execute(BeginWalletLinkDocument, { input })).beginWalletLink.message
      })
      setSigned(done)
      await finish(done)
    } catch (error) {
      if (!(error instanceof WalletFault)) throw error
      setReason(error.reason)
    }
  }
  const said = fault && (texts.refused[fault.code as keyof typeof texts.refused] as string | undefined)
  return (
    <div className="flex flex-col items-start gap-3">
      {reason && <Notice tone="warn" title={texts.reasons[reason](chain.name, chain.id)} />}
      {said && <Notice tone="danger" title={said} />}
      {fault && !said && <Fault fault={fault} />}
      {field && signed ? (
        <>
          {field}
          <Button look="primary" busy={busy} onClick={() => void ask(() => finish(signed))}>
            {texts.goOn}
          </Button>
        </>
      ) : (
        <>
          <p className="text-sm text-soft">{wallets.length === 0 ? texts.noWallet : texts.how(chain.name)}</p>
          <ul className="flex flex-wrap gap-2">
            {wallets.map((wallet) => (
              <li key={wallet.info.uuid}>
                <Button busy={busy} onClick={() => void ask(() => link(wallet))}>
                  {/* Only a picture that is in the word itself: another would tell its server who reads this. */}
                  {wallet.info.icon.startsWith('data:image/') && <img src={wallet.info.icon} alt="" className="size-5" />}
                  {texts.link(wallet.info.name)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
