// An OpenID Connect provider: node oidc_provider.mjs PATH_OF_OIDC_PROVIDER REDIRECT_URI
// Prints its address. Whoever types a name is that person, "ann" being ann@example.org; a prefix
// says what is odd about them: "unproven:ann", "words:ann", "nomail:ann".
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [library, redirectUri] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(library));

const addresses = {
  unproven: (name) => ({ email: `${name}@example.org`, email_verified: false }),
  words: (name) => ({ email: `${name}@example.org`, email_verified: 'false' }),
  nomail: () => ({}),
};
const proven = (name) => ({ email: `${name}@example.org`, email_verified: true });

function claimsOf(id) {
  const [oddity, name] = id.includes(':') ? id.split(':') : ['', id];
  return { sub: id, name: `${name} of the provider`, ...(addresses[oddity] ?? proven)(name) };
}

const server = createServer().listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'town', client_secret: 'a secret', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: async (ctx, id) => ({ accountId: id, claims: async () => claimsOf(id) }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
