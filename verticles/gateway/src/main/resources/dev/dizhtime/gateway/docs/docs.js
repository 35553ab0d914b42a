// A file of its own, because the page's content security policy allows no script inside it.
window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/api/openapi.json',
    dom_id: '#docs',
    deepLinking: true,
    filter: true,
    tagsSorter: 'alpha',
    displayRequestDuration: true,
    persistAuthorization: false,
    validatorUrl: null,
  });
});
