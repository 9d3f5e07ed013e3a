/** The admin panel in every language of the plugin; Strapi offers English alone unless told. */
export default {
  config: { locales: ['de', 'fr', 'es', 'pt-BR', 'ja'] },
};
