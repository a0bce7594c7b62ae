import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useState } from 'react'
import { CallOffMeetupDocument, ChangeMeetupDocument, ShowMeetupCodeDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { MeetupForm } from './meetup-form.tsx'
import type { ShownMeetup } from './shown.ts'

interface Props {
  meetup: ShownMeetup
  again: () => void
}

/** What its host sees and does: who comes, a code to check in by, changes, calling it off. */
export function Host({ meetup, again }: Props) {
  const isOpen = meetup.status === 'UPCOMING' || meetup.status === 'LIVE'
  return (
    <>
      <People meetup={meetup} />
      {isOpen && <Code id={meetup.id} />}
      {isOpen && <Change meetup={meetup} again={again} />}
      {isOpen && <CallOff meetup={meetup} again={again} />}
    </>
  )
}

function People({ meetup: { attendees, timeZone } }: { meetup: ShownMeetup }) {
  const { meetups: texts } = useTexts()
  const format = useFormat()
  const edges = attendees?.edges ?? []
  return (
    <Card title={texts.people}>
      {edges.length === 0 && <p className="text-soft">{texts.noPeople}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {edges.map(({ node: { user, checkedInAt } }) => (
          <li key={user.id} className="flex flex-wrap justify-between gap-3 py-2">
            <span className="min-w-0 break-words">{user.displayName}</span>
            {checkedInAt && <Badge tone="good">{`${texts.here}, ${format.clock(checkedInAt, timeZone)}`}</Badge>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A code is told once; the one before ends. */
function Code({ id }: { id: string }) {
  const { meetups: texts } = useTexts()
  const { sdk } = useSession()
  const [code, setCode] = useState<string | null>(null)
  const renew = async () => {
    const { renewMeetupCode } = await sdk.execute(ShowMeetupCodeDocument, { input: { meetupId: id } })
    setCode(renewMeetupCode.code)
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {code && (
        <Notice tone="good" title={texts.codeIs}>
          <p className="text-2xl font-bold tracking-widest">
            <code>{code}</code>
          </p>
        </Notice>
      )}
      <AskFirst label={texts.newCode} title={texts.newCodeSure} back={texts.keep} look="plain" onYes={renew} />
    </div>
  )
}

function Change({ meetup, again }: Props) {
  const { meetups: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [isSaved, setIsSaved] = useState(false)
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="flex min-h-11 items-center font-semibold sm:min-h-0">{texts.change}</summary>
      <div className="mt-4 flex flex-col gap-4">
        <MeetupForm
          meetup={meetup}
          save={texts.save}
          fault={fault}
          busy={busy}
          onSave={(input) =>
            void ask(async () => {
              await sdk.execute(ChangeMeetupDocument, { input: { ...input, meetupId: meetup.id } })
              setIsSaved(true)
              again()
            })
          }
        />
        {isSaved && !fault && <Notice tone="good" title={texts.saved} />}
      </div>
    </details>
  )
}

function CallOff({ meetup, again }: Props) {
  const { meetups: texts } = useTexts()
  const { sdk } = useSession()
  const [reason, setReason] = useState('')
  const callOff = async () => {
    await sdk.execute(CallOffMeetupDocument, { input: { meetupId: meetup.id, reason } })
    again()
  }
  return (
    <div>
      <AskFirst label={texts.callOff} title={texts.callOffSure} back={texts.keep} onYes={callOff}>
        <Field label={texts.reason} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </AskFirst>
    </div>
  )
}
