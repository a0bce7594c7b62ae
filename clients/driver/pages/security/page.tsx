import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { SecurityDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { AccountLinks } from '../settings/account-links.tsx'
import { Email } from './email.tsx'
import { Logins } from './logins.tsx'
import { Password } from './password.tsx'
import { SecondFactor } from './second-factor.tsx'

/** By what one signs in, and who is signed in. */
export function SecurityPage() {
  const { account: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.security}</PageTitle>
      <SignedIn>
        <View query={SecurityDocument} variables={{}}>
          {({ me }, again) =>
            me && (
              <div className="flex max-w-2xl flex-col gap-4">
                <Email me={me} again={again} />
                <Password />
                <SecondFactor me={me} again={again} />
                <Logins me={me} again={again} />
                <AccountLinks here="/security" />
              </div>
            )
          }
        </View>
      </SignedIn>
    </>
  )
}
