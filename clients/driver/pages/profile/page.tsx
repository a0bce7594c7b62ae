import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ProfilePageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { AccountLinks } from '../settings/account-links.tsx'
import { Cards } from './cards.tsx'
import { Person } from './person.tsx'
import { Vehicles } from './vehicles.tsx'

const PAGE = 20

export function ProfilePage() {
  const { profile: texts } = useTexts()
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        <View query={ProfilePageDocument} variables={{ vehicles: shown }}>
          {({ me }, again) =>
            me && (
              <div className="flex max-w-2xl flex-col gap-4">
                <Person me={me} again={again} />
                <Vehicles me={me} again={again} more={() => setShown(shown + PAGE)} />
                <Cards me={me} again={again} />
                <AccountLinks here="/profile" />
              </div>
            )
          }
        </View>
      </SignedIn>
    </>
  )
}
