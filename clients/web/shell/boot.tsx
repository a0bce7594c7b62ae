import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { StrictMode, type ComponentType, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { KitProvider } from '../i18n/kit/index.ts'
import { createGraph } from '../graph/graph.ts'
import type { createAnswers } from '../offline/answers.ts'
import { SessionProvider } from '../session/session.tsx'
import { SignInAgain } from '../session/sign-in-again.tsx'
import { ConfigProvider, loadConfig } from './config.tsx'
import { showTheme } from './theme.ts'

interface App {
  router: AnyRouter
  TextsProvider: ComponentType<{ children: ReactNode }>
  /** What was heard last can be read without a network. */
  createAnswers?: typeof createAnswers
}

/** Starts an app: asks the server that it came from where the graph is, and shows the page of the address. */
export async function boot(app: App): Promise<void> {
  showTheme()
  const root = document.querySelector('#app')
  if (!root) throw new Error('index.html has no #app')
  // The page and its words come while this is asked.
  const [routes] = app.router.getMatchedRoutes(location.pathname)
  for (const route of routes) void app.router.loadRouteChunk(route)
  const config = await loadConfig()
  const graph = createGraph(config.graph, app)
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider value={config}>
        <KitProvider>
          <app.TextsProvider>
            <SessionProvider graph={graph}>
              <RouterProvider router={app.router} />
              <SignInAgain leave={graph.leave} />
            </SessionProvider>
          </app.TextsProvider>
        </KitProvider>
      </ConfigProvider>
    </StrictMode>,
  )
}
