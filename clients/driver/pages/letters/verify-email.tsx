import { useSession } from '../../../web/session/session.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ConfirmEmailChangeDocument, VerifyEmailDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Letter } from './letter.tsx'

/** Where the letter leads that asks whether an address is one's own. Only its account can say so. */
export function VerifyEmailPage() {
  const { letters: texts } = useTexts()
  const { sdk } = useSession()
  return (
    <>
      <PageTitle>{texts.verify}</PageTitle>
      <Letter
        page="verify-email"
        action={texts.verifyNow}
        done={texts.verified}
        onward={{ to: '/profile', name: texts.toProfile }}
        confirm={(token) => sdk.execute(VerifyEmailDocument, { input: { token } })}
      />
    </>
  )
}

/** Where the letter to a new address leads. */
export function ChangeEmailPage() {
  const { letters: texts } = useTexts()
  const { sdk } = useSession()
  return (
    <>
      <PageTitle>{texts.change}</PageTitle>
      <p className="mb-4 max-w-xl text-soft">{texts.changeHint}</p>
      <Letter
        page="change-email"
        action={texts.changeNow}
        done={texts.changed}
        onward={{ to: '/security', name: texts.toSecurity }}
        confirm={(token) => sdk.execute(ConfirmEmailChangeDocument, { input: { token } })}
      />
    </>
  )
}
