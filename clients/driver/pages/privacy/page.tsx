import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { PrivacyPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { AccountLinks } from '../settings/account-links.tsx'
import { Consents } from './consents.tsx'
import { Copy } from './copy.tsx'
import { Leave } from './leave.tsx'

/** What is kept of a person, and what they can do about it. */
export function PrivacyPage() {
  const { privacy: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <div className="flex max-w-2xl flex-col gap-4">
        <Card title={texts.kept}>
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {texts.keptLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            <li>{texts.keptHere}</li>
          </ul>
        </Card>
        <SignedIn>
          <View query={PrivacyPageDocument} variables={{}}>
            {({ me, personExport, accountDeletion }, again) =>
              me && (
                <>
                  <Consents consents={me.consents ?? []} again={again} />
                  <Copy copy={personExport ?? null} again={again} />
                  <Leave deletion={accountDeletion ?? null} again={again} />
                  <AccountLinks here="/privacy" />
                </>
              )
            }
          </View>
        </SignedIn>
      </div>
    </>
  )
}
