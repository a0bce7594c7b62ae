import { getRouteApi, Link } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Facts } from '../../desk/facts.tsx'
import { UserDeletionDocument, UserPageDocument } from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'
import { Deletion } from '../users/deletions.tsx'
import { Access } from './access.tsx'
import { Logins } from './logins.tsx'
import { Roles } from './roles.tsx'
import type { UserShown } from './shown.ts'

const route = getRouteApi('/users/$id')

export function UserPage() {
  const { id } = route.useParams()
  return (
    <Only page="users">
      <View query={UserPageDocument} variables={{ id }}>
        {({ user }, again) => (user ? <User key={id} of={user} again={again} /> : <NotFound />)}
      </View>
    </Only>
  )
}

function User({ of, again }: { of: UserShown; again: () => void }) {
  const { users: texts, places } = useTexts()
  const { roles } = useSession()
  const { dayAndClock } = useFormat()
  const isAdmin = roles.includes('ADMIN')
  return (
    <>
      <Link to="/users" className="text-brand underline">
        {places.users}
      </Link>
      <PageTitle
        aside={
          <Badge tone={of.blockedAt ? 'danger' : 'good'}>
            {of.blockedAt ? texts.blockedSince(dayAndClock(of.blockedAt)) : texts.mayIn}
          </Badge>
        }
      >
        {of.displayName}
      </PageTitle>
      <div className="flex flex-col gap-4">
        <Card title={texts.account}>
          <Facts
            facts={[
              [texts.email, of.email],
              [texts.verified, of.emailVerifiedAt && dayAndClock(of.emailVerifiedAt)],
              [texts.since, dayAndClock(of.createdAt)],
              [texts.secondFactor, of.secondFactor ? texts.on : texts.off],
              [texts.guestUntil, of.guestUntil && dayAndClock(of.guestUntil)],
              [texts.locale, of.locale],
            ]}
          />
          <Link to="/audit" search={{ subjectId: of.id }} className="self-start text-brand underline">
            {texts.whatWasDone}
          </Link>
        </Card>
        <Roles of={of} mayChange={isAdmin} />
        <Logins of={of} mayEnd={isAdmin} again={again} />
        {isAdmin && <Access of={of} again={again} />}
        <Leaving userId={of.id} />
      </div>
    </>
  )
}

/** Their last wish to leave. */
function Leaving({ userId }: { userId: string }) {
  const { users: texts } = useTexts()
  return (
    <View query={UserDeletionDocument} variables={{ userId }} skeleton={<></>}>
      {({ accountDeletions }) => {
        const [found] = accountDeletions.edges
        return found ? (
          <Card title={texts.deletion}>
            <Deletion of={found.node} />
          </Card>
        ) : (
          <></>
        )
      }}
    </View>
  )
}
