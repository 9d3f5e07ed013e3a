/** Route config of the admin panel: without a policy Strapi lets every logged-in admin in. */
export const allowedTo = (action: string) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: [action] } },
  ],
});

/** The same, for what more than one kind of admin needs. */
export const allowedToAnyOf = (...actions: string[]) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'plugin::zoom.any-permission', config: { actions } },
  ],
});
