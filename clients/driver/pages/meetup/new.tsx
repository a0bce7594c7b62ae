import { Link, useNavigate } from '@tanstack/react-router'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { AnnounceMeetupDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { MeetupForm } from './meetup-form.tsx'

/** Announces a meetup: once, also when the answer is lost. */
export function NewMeetupPage() {
  const { meetups: texts } = useTexts()
  const { sdk } = useSession()
  const navigate = useNavigate()
  const { fault, busy, ask } = useAsking()
  return (
    <>
      <Link to="/meetups" className="mb-2 inline-block text-brand underline">
        {texts.back}
      </Link>
      <PageTitle>{texts.announce}</PageTitle>
      <SignedIn>
        <div className="max-w-2xl">
          <MeetupForm
            save={texts.announceIt}
            busy={busy}
            fault={fault}
            onSave={(meetup) =>
              void ask(async () => {
                // Another meetup is another wish: the same one again is the same.
                const { createMeetup } = await once(`meetup ${JSON.stringify(meetup)}`, (idempotencyKey) =>
                  sdk.execute(AnnounceMeetupDocument, { input: { ...meetup, idempotencyKey } }),
                )
                await navigate({ to: '/meetups/$id', params: { id: createMeetup.id } })
              })
            }
          />
        </div>
      </SignedIn>
    </>
  )
}
