import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { NotificationSettingsPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { AccountLinks } from '../settings/account-links.tsx'
import { Choices } from './choices.tsx'
import { Devices } from './devices.tsx'
import { Pace } from './pace.tsx'
import { PhoneNumber } from './phone-number.tsx'
import { PushHere } from './push-here.tsx'

/** Of what one is told, by which way, and when not. Mails lead here. */
export function NotificationSettingsPage() {
  const { telling: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        <View query={NotificationSettingsPageDocument} variables={{}}>
          {({ me, vapidPublicKey }, again) =>
            me && (
              <div className="flex max-w-2xl flex-col gap-4">
                <PushHere me={me} again={again} vapidPublicKey={vapidPublicKey ?? null} />
                <Choices me={me} />
                <Pace me={me} />
                <PhoneNumber me={me} again={again} />
                <Devices me={me} again={again} />
                <AccountLinks here="/settings/notifications" />
              </div>
            )
          }
        </View>
      </SignedIn>
    </>
  )
}
