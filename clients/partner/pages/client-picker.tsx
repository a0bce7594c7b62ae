import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { View } from '../../web/graph/view.tsx'
import { useSession } from '../../web/session/session.tsx'
import { buttonClass } from '../../web/ui/button.tsx'
import { Choice } from '../../web/ui/choice.tsx'
import { Notice } from '../../web/ui/notice.tsx'
import { ClientNamesDocument, type ClientNamesQuery } from '../generated/graphql.ts'
import { useTexts } from '../texts/index.ts'

export type NamedClient = ClientNamesQuery['apiClients']['edges'][number]['node']

/** Which of the reader's clients a page is about: the one of the address, else the newest that works. Without any it says how to make one. */
export function ClientPicker(props: {
  chosen: string | undefined
  choose: (clientId: string) => void
  children: (client: NamedClient) => ReactNode
}) {
  const { chosen, choose, children } = props
  const { picker } = useTexts()
  const { reader } = useSession()
  return (
    <View query={ClientNamesDocument} variables={{ partnerId: reader ?? '' }} pause={reader === null}>
      {({ apiClients }) => {
        const clients = apiClients.edges.map(({ node }) => node)
        const client = clients.find(({ id }) => id === chosen) ?? clients.find(({ revokedAt }) => revokedAt === null) ?? clients[0]
        if (!client)
          return (
            <Notice tone="info" title={picker.none}>
              <Link to="/keys" className={buttonClass('primary')}>
                {picker.make}
              </Link>
            </Notice>
          )
        return (
          <div className="flex flex-col gap-4">
            {clients.length > 1 && (
              <div className="max-w-sm">
                <Choice
                  label={picker.client}
                  value={client.id}
                  onChange={choose}
                  options={clients.map(({ id, name, revokedAt }) => ({
                    value: id,
                    name: revokedAt === null ? name : picker.revoked(name),
                  }))}
                />
              </div>
            )}
            {children(client)}
          </div>
        )
      }}
    </View>
  )
}
