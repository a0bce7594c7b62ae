import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { parsed } from '../../web/graph/parsed.ts'
import { useFormat } from '../../web/i18n/format.ts'
import { useSession } from '../../web/session/session.tsx'
import { useAsking } from '../../web/session/use-asking.ts'
import { AskFirst } from '../../web/ui/ask-first.tsx'
import { Button } from '../../web/ui/button.tsx'
import { Card } from '../../web/ui/card.tsx'
import { Fault } from '../../web/ui/fault.tsx'
import { GiveConsentDocument, PhotoConsentDocument, WithdrawConsentDocument, type PhotoConsentQuery } from '../generated/graphql.ts'
import { useTexts } from '../texts/index.ts'
import { usePhotoQueue } from './use-queue.tsx'

type Consent = PhotoConsentQuery['photoConsent']

function useConsent() {
  const [{ data }, again] = useQuery({ query: parsed(PhotoConsentDocument), variables: {} })
  return { consent: data?.photoConsent, again: () => again({ requestPolicy: 'network-only' }) }
}

const isGiven = ({ mine, version }: Consent): boolean => mine?.version === version

/**
 * Asks for the consent first, and shows the rest to those who have given it. Where it is not known, as without a network, the rest is shown: photos are kept
 * on the device, and the platform takes none without it.
 */
export function ConsentFirst({ children }: { children: ReactNode }) {
  const { consent, again } = useConsent()
  return consent && !isGiven(consent) ? <Ask consent={consent} again={again} /> : children
}

function Ask({ consent, again }: { consent: Consent; again: () => void }) {
  const { photos: texts } = useTexts()
  const { sdk } = useSession()
  const queue = usePhotoQueue()
  const { fault, busy, ask } = useAsking()
  const agree = () =>
    void ask(async () => {
      await sdk.execute(GiveConsentDocument, { input: { version: consent.version } })
      again()
      queue.wake()
    })
  return (
    <Card title={texts.consentTitle}>
      <p>{texts.consentFirst}</p>
      <Words consent={consent} />
      {fault && <Fault fault={fault} />}
      <Button look="primary" busy={busy} onClick={agree} className="self-start">
        {texts.agree}
      </Button>
    </Card>
  )
}

/** What was agreed to, and the way to take it back. */
export function GivenConsent() {
  const { photos: texts } = useTexts()
  const { sdk } = useSession()
  const format = useFormat()
  const { consent, again } = useConsent()
  if (!consent?.mine || !isGiven(consent)) return null
  const { version, givenAt } = consent.mine
  const withdraw = async () => {
    await sdk.execute(WithdrawConsentDocument)
    again()
  }
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{texts.consentTitle}</summary>
      <div className="flex flex-col items-start gap-3">
        <p>{texts.agreedAt(format.day(givenAt), format.number(version))}</p>
        <Words consent={consent} />
        <AskFirst label={texts.withdraw} title={texts.withdrawSure} back={texts.withdrawBack} onYes={withdraw} />
      </div>
    </details>
  )
}

function Words({ consent }: { consent: Consent }) {
  const { photos: texts } = useTexts()
  const format = useFormat()
  return (
    <>
      <p className="text-sm text-soft">{texts.consentVersion(format.number(consent.version))}</p>
      <blockquote lang="en" className="border-l-2 border-edge pl-4">
        {consent.text}
      </blockquote>
    </>
  )
}
